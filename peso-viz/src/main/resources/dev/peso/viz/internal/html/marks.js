const g8="http://www.w3.org/2000/svg";
const G=d=>String(Math.round(d*100)/100);
function af(d5,dO,...g9){const aw=document.createElementNS(g8,d5);for(const[x,d]of Object.entries(dO)){if(d!==undefined){aw.setAttribute(x,typeof d==="number"?G(d):d)}}
aw.append(...g9);return aw}
function ha(bs){if(Array.isArray(bs)){return bs}
if(bs.count!==undefined){return Array.from({length:bs.count},(bB,a)=>bs.start+a*bs.step)}
const A=atob(bs.data??bs.floats??bs);const cA=new Uint8Array(A.length);for(let a=0;a<cA.length;a++){cA[a]=A.charCodeAt(a)}
if(bs.data===undefined){return Array.from(bs.floats?new Float32Array(cA.buffer):new Float64Array(cA.buffer))}
const{low:v,step:K,scale:j,bytes:d6}=bs;const hb=256**d6-1;const T=new Array(cA.length/d6);for(let a=0,aE=0;a<T.length;a++){let d7=0;for(let s=0,P=1;s<d6;s++,P*=256){d7+=cA[aE++]*P}
T[a]=d7===hb?NaN:(v+K*d7)/j}
return T}
const hc=["x","y","along","low","high","x1","y1","x2","y2","sizes","widths","values","counts"];
function hd(i){const e8=i.arrays.map(ha);for(const c of i.panels){for(const b of c.marks){for(const x of hc){if(x in b){b[x]=e8[b[x]]}}
if(b.palette){b.colors=e8[b.colors].map(a=>b.palette[a])}}}
}
function dT(c,aL){const az=c.marks.slice();for(const bT of c.stacks){const cB=[];for(let a=bT.first;a<bT.first+bT.count;a++){cB.push(a)}
if(!c.changed&&!cB.some(a=>aL.has(az[a].name))){continue}
const a9=cB.filter(a=>!aL.has(az[a].name));const[a4,bk,v,D]=bT.upright?["x1","x2","y1","y2"]:["y1","y2","x1","x2"];const e9=b=>b.type==="bar"?b[v].map((l,a)=>[(b[a4][a]+b[bk][a])/2,b[D][a]-l]):b.type==="area"?b.low.map((l,a)=>[(b.along[a]+b.along[a])/2,b.high[a]-l]):null;const by=new Map();if(bT.shares){for(const a of a9){for(const[E,d]of e9(az[a])??[]){by.set(E,(by.get(E)??0)+Math.abs(d))}}}
const fa=new Map();let d8=null;for(const a of a9){const b=az[a];const fb=e9(b);if(fb){const l=[];const u=[];for(let[E,d]of fb){const aj=by.get(E);d=aj===undefined?d:aj===0?0:d/aj;const aM=fa.get(E)??[0,0];const W=d<0&&b.type==="bar"?1:0;l.push(aM[W]);u.push(aM[W]+d);aM[W]+=Number.isFinite(d)?d:0;fa.set(E,aM)}
az[a]=b.type==="bar"?{...b,[v]:l,[D]:u}:{...b,low:l,high:u};d8=az[a]}else if(b.type==="label"&&d8?.type==="bar"){az[a]=b3(b,d8)}}}
return az}
function b3(as,{x1:aO,x2:aU,y1:aP,y2:aV}){const bP=(l,u)=>l.map((d,a)=>(d+u[a])/2);return{...as,x1:aO,x2:aU,y1:aP,y2:aV,x:bP(aO,aU),y:bP(aP,aV)}}
const d9=(b,a,[aO,aU,aP,aV])=>
Math.max(b.x1[a],b.x2[a])>=aO&&Math.min(b.x1[a],b.x2[a])<=aU
&&Math.max(b.y1[a],b.y2[a])>=aP&&Math.min(b.y1[a],b.y2[a])<=aV;
function eR(b,X){if(!X){return b}
const[aO,aU,aP,aV]=X;const z=(g,e)=>g>=aO&&g<=aU&&e>=aP&&e<=aV;const U=(R,...aJ)=>{const bH={...b};for(const x of[...aJ,"colors","sizes","values","low","high"]){const L=b[x];if(L&&(x!=="colors"||L.length>1)){bH[x]=R.map(a=>L[a])}}
return bH};switch(b.type){case"line":case"shape":return{...b,y:b.y.map((e,a)=>z(b.x[a],e)?e:NaN)};case"area":return{...b,low:b.low.map((v,a)=>(b.upright?b.along[a]>=aO&&b.along[a]<=aU:b.along[a]>=aP&&b.along[a]<=aV)?v:NaN)};case"bar":case"segment":return U([...b.x1.keys()].filter(a=>d9(b,a,X)),"x1","y1","x2","y2");case"point":return U([...b.x.keys()].filter(a=>z(b.x[a],b.y[a])),"x","y");case"label":return{...b,x:[],y:[],words:[],widths:[]};case"map":return U([...b.x.keys()].filter(a=>z(b.x[a],b.y[a])),"x","y","names","paths","rings");default:return b}
}
const bO=(b,a)=>b.colors[b.colors.length===1?0:a];
const cl=0.74;
const b2=d=>d<1?d:undefined;
function a5(j,d){const f=E(j,d);if(!Number.isNaN(f)&&Number.isFinite(f)){return f}
return Number.isNaN(d)?NaN:d<=0?j.from:d===Infinity?j.to:f}
function bN(j,d){return d===-Infinity?j.from:d===Infinity?j.to:a5(j,d)}
const ea=(b,aI)=>({fill:"none",stroke:aI,"stroke-opacity":b2(b.opacity),"stroke-width":b.size,"stroke-dasharray":b.dash});
function he(b,g,e){const aI=bO(b,0);let aC="";let k=0;let aY=[];const eb=[];for(let a=0;a<=b.x.length;a++){const p=a<b.x.length?E(g,b.x[a]):NaN;const t=a<b.x.length?E(e,b.y[a]):NaN;if(!Number.isFinite(p)||!Number.isFinite(t)){if(k===1){eb.push([E(g,b.x[a-1]),E(e,b.y[a-1])])}
k=0;continue}
aC+=(k===0?"M":"L")+G(p)+" "+G(t);k+=k>0&&p===aY[0]&&t===aY[1]?0:1;aY=[p,t]}
const _=[];if(b.type==="shape"){_.push(af("path",{d:aC+"Z",fill:aI,"fill-opacity":b2(b.opacity),stroke:aI,"stroke-width":b.size}))}else if(aC){_.push(af("path",{d:aC,...ea(b,aI)}))}
if(eb.length>0){_.push(fc(eb,2.5*b.size,aI,b.opacity))}
return _}
const fc=(aQ,Q,aI,gr)=>af("path",{d:aQ.map(([p,t])=>"M"+G(p)+" "+G(t)+"h0").join(""),"stroke-linecap":"round",fill:"none",stroke:aI,"stroke-opacity":b2(gr),"stroke-width":Q});
function hf(b,g,e){let aC="";const ad=b.along.length;const f=(a,bm)=>G(E(g,b.upright?b.along[a]:bm))+" "+G(E(e,b.upright?bm:b.along[a]));let l=0;while(l<ad){let u=l;while(u<ad&&Number.isFinite(b.low[u])&&Number.isFinite(b.high[u])){u++}
if(u>l){for(let a=l;a<u;a++){aC+=(a===l?"M":"L")+f(a,b.high[a])}
for(let a=u-1;a>=l;a--){aC+="L"+f(a,b.low[a])}
aC+="Z"}
l=u+1}
const aI=bO(b,0);const a5=b.opacity<0.5&&!b.quiet?{stroke:aI,"stroke-width":1}:{};return aC?[af("path",{d:aC,fill:aI,"fill-opacity":b2(b.opacity),...a5})]:[]}
function hg(b,g,e){const _=[];for(let a=0;a<b.x1.length;a++){const[a0,a1]=[a5(g,b.x1[a]),a5(g,b.x2[a])];const[aX,$]=[a5(e,b.y1[a]),a5(e,b.y2[a])];if(!Number.isFinite(a0+a1+aX+$)){continue}
const r=Math.abs(a0-a1);const I=Math.abs(aX-$);const fd=r>3*b.gap?b.gap/2:0;const fe=I>3*b.gap&&b.gap>0&&b.seam?b.gap/2:0;const cr=bO(b,a);const hh=b.opacity<1&&r>0&&I>0?{stroke:cr,"stroke-width":1}:{};_.push(af("rect",{x:Math.min(a0,a1)+fd,y:Math.min(aX,$)+fe,width:r-2*fd,height:I-2*fe,fill:cr,"fill-opacity":b2(b.opacity),...hh}))}
return _}
const ae=(...aQ)=>aQ.map(([p,t],a)=>(a===0?"M":"L")+G(p)+" "+G(t)).join("")+"Z";
function eL(a8,g,e,Q){const aG=Q/2;if(a8==="CIRCLE"){return af("circle",{cx:g,cy:e,r:aG})}
let J;if(a8==="SQUARE"){const m=aG*0.886;J=ae([g-m,e-m],[g+m,e-m],[g+m,e+m],[g-m,e+m])}else if(a8==="TRIANGLE"){const m=aG*1.35;J=ae([g,e-m],[g+m*0.866,e+m/2],[g-m*0.866,e+m/2])}else if(a8==="DIAMOND"){const m=aG*1.25;J=ae([g,e-m],[g+m,e],[g,e+m],[g-m,e])}else{const m=aG*1.15;const s=m*0.36;J=ae([g-s,e-m],[g+s,e-m],[g+s,e-s],[g+m,e-s],[g+m,e+s],[g+s,e+s],[g+s,e+m],[g-s,e+m],[g-s,e+s],[g-m,e+s],[g-m,e-s],[g-s,e-s])}
return af("path",{d:J})}
const fg=b=>b.type==="point"&&b.each&&b.shape==="CIRCLE"&&!b.sizes;
const dV=b=>b.rings?g$(b):fg(b)?{"stroke-linecap":"round",fill:"none","stroke-opacity":b2(b.opacity),"stroke-width":b.size}:{};
function cw(b,g,e,[n,C,r,I]){const L=b.x.length;const ap={x:new Float64Array(L),y:new Float64Array(L),at:new Int32Array(L),count:0};for(let a=0;a<L;a++){const p=E(g,b.x[a]);const t=E(e,b.y[a]);if(p>=n-0.5&&p<=n+r+0.5&&t>=C-0.5&&t<=C+I+0.5){ap.x[ap.count]=p;ap.y[ap.count]=t;ap.at[ap.count++]=a}}
return ap}
function hi(b,g,e,H){const ap=cw(b,g,e,H);const R=Array.from({length:ap.count},(bB,q)=>[ap.x[q],ap.y[q],ap.at[q]]);if(fg(b)){return R.map(([p,t,a])=>af("path",{d:"M"+G(p)+" "+G(t)+"h0",stroke:bO(b,a)}))}
const cC=(aQ,aI)=>{if(b.shape==="CIRCLE"&&!b.sizes){return fc(aQ,b.size,aI,b.opacity)}
const hj=b.sizes?{stroke:aI,"stroke-width":1}:{};return af("g",{fill:aI,"fill-opacity":b2(b.opacity),...hj},...aQ.map(([p,t,a])=>eL(b.shape,p,t,b.sizes?b.sizes[a]:b.size)))};return b.each?R.map(bd=>cC([bd],bO(b,bd[2]))):[cC(R,bO(b,0))]}
const hk=0.12;
const hl=4;
const hm=3;
function hn(b,a,ae,g,e){const aa=b.y1[a]===b.y2[a];const bc=Math.min(hl,hk*Math.abs(aa?ae.x2-ae.x1:ae.y2-ae.y1));const[bL,ho]=aa?[bc,0]:[0,bc];const[n,bb]=[Math.min(ae.x1,ae.x2),Math.max(ae.x1,ae.x2)];const[C,cm]=[Math.min(ae.y1,ae.y2),Math.max(ae.y1,ae.y2)];const bm=aa?e:g;const fh=($,cz,aI)=>af("line",{x1:n-$,y1:C-cz,x2:bb+$,y2:cm+cz,...ea({size:b.size},aI)});const hp=Math.abs(bN(bm,b.high[a])-bN(bm,b.low[a]))>=hm*b.size;return[fh(bL,ho,bO(b,a)),...hp?[fh(0,0,b.paper)]:[]]}
function hq(b,g,e){const _=[];for(let a=0;a<b.x1.length;a++){const f={x1:bN(g,b.x1[a]),y1:bN(e,b.y1[a]),x2:bN(g,b.x2[a]),y2:bN(e,b.y2[a])};if(!Number.isFinite(f.x1+f.y1+f.x2+f.y2)){continue}
if(b.paper){_.push(...hn(b,a,f,g,e))}else{_.push(af("line",{...f,...ea(b,bO(b,a))}))}}
return _}
function dU(b,g,e,H,ax){switch(b.type){case"line":case"shape":return he(b,g,e);case"area":return hf(b,g,e);case"bar":return hg(b,g,e);case"point":return hi(b,g,e,H);case"segment":return hq(b,g,e);case"map":return g0(b,g,e);case"label":return gZ(b,g,e,H,ax);default:return null}
}
function gK(b,g,e){const[a0,a1,aX,$]=[E(g,b.x1[0]),E(g,b.x2[0]),E(e,b.y1[0]),E(e,b.y2[0])];return{x:Math.min(a0,a1),y:Math.min(aX,$),width:Math.abs(a0-a1),height:Math.abs(aX-$)}}
function dj(hr,c,e,bZ,i){const[n,C,r,I]=c.box;const cm=C+I;const ds={fill:"none",stroke:i.muted,"stroke-width":1};const bi={"font-size":b4,fill:i.muted};const _=[];if(hr){_.push(af("line",{x1:n,y1:cm,x2:n+r,y2:cm,...ds}));if(c.zero&&e.kind==="NUMBER"&&e.low<0&&e.high>0){const fi=E(e,0);_.push(af("line",{x1:n,y1:fi,x2:n+r,y2:fi,...ds}))}
for(const[f,bM]of bZ){_.push(af("line",{x1:f,y1:cm,x2:f,y2:cm+dt,...ds}));bM.forEach((A,a)=>c.labelX&&_.push(af("text",{x:f,y:cm+dt+cV/2+b4*cl+a*fj,"text-anchor":"middle",...bi},A)))}
return _}
for(const[f,bM]of bZ){_.push(af("line",{x1:n-dt,y1:f,x2:n,y2:f,...ds}));bM.forEach(A=>c.labelY&&_.push(af("text",{x:n-dt-cV/2,y:f+b4*0.35,"text-anchor":"end",...bi},A)))}
return _}
