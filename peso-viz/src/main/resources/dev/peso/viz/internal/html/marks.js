const g9="http://www.w3.org/2000/svg";
const H=d=>String(Math.round(d*100)/100);
function af(d7,dQ,...ha){const ax=document.createElementNS(g9,d7);for(const[y,d]of Object.entries(dQ)){if(d!==undefined){ax.setAttribute(y,typeof d==="number"?H(d):d)}}
ax.append(...ha);return ax}
function hb(bt){if(Array.isArray(bt)){return bt}
if(bt.count!==undefined){return Array.from({length:bt.count},(bC,a)=>bt.start+a*bt.step)}
const A=atob(bt.data??bt.floats??bt);const cB=new Uint8Array(A.length);for(let a=0;a<cB.length;a++){cB[a]=A.charCodeAt(a)}
if(bt.data===undefined){return Array.from(bt.floats?new Float32Array(cB.buffer):new Float64Array(cB.buffer))}
const{low:s,step:L,scale:j,bytes:d8}=bt;const hc=256**d8-1;const T=new Array(cB.length/d8);for(let a=0,aE=0;a<T.length;a++){let d9=0;for(let t=0,K=1;t<d8;t++,K*=256){d9+=cB[aE++]*K}
T[a]=d9===hc?NaN:(s+L*d9)/j}
return T}
const hd=["x","y","along","low","high","x1","y1","x2","y2","sizes","widths","values","counts"];
function he(i){const fa=i.arrays.map(hb);for(const c of i.panels){for(const b of c.marks){for(const y of hd){if(y in b){b[y]=fa[b[y]]}}
if(b.palette){b.colors=fa[b.colors].map(a=>b.palette[a])}}}
}
function dV(c,aK){const az=c.marks.slice();for(const bU of c.stacks){const cC=[];for(let a=bU.first;a<bU.first+bU.count;a++){cC.push(a)}
if(!c.changed&&!cC.some(a=>aK.has(az[a].name))){continue}
const a9=cC.filter(a=>!aK.has(az[a].name));const[a4,bl,s,C]=bU.upright?["x1","x2","y1","y2"]:["y1","y2","x1","x2"];const fb=b=>b.type==="bar"?b[s].map((l,a)=>[(b[a4][a]+b[bl][a])/2,b[C][a]-l]):b.type==="area"?b.low.map((l,a)=>[(b.along[a]+b.along[a])/2,b.high[a]-l]):null;const bz=new Map();if(bU.shares){for(const a of a9){for(const[E,d]of fb(az[a])??[]){bz.set(E,(bz.get(E)??0)+Math.abs(d))}}}
const fc=new Map();let ea=null;for(const a of a9){const b=az[a];const fd=fb(b);if(fd){const l=[];const v=[];for(let[E,d]of fd){const aj=bz.get(E);d=aj===undefined?d:aj===0?0:d/aj;const aL=fc.get(E)??[0,0];const X=d<0&&b.type==="bar"?1:0;l.push(aL[X]);v.push(aL[X]+d);aL[X]+=Number.isFinite(d)?d:0;fc.set(E,aL)}
az[a]=b.type==="bar"?{...b,[s]:l,[C]:v}:{...b,low:l,high:v};ea=az[a]}else if(b.type==="label"&&ea?.type==="bar"){az[a]=b4(b,ea)}}}
return az}
function b4(at,{x1:aN,x2:aU,y1:aO,y2:aV}){const bQ=(l,v)=>l.map((d,a)=>(d+v[a])/2);return{...at,x1:aN,x2:aU,y1:aO,y2:aV,x:bQ(aN,aU),y:bQ(aO,aV)}}
const eb=(b,a,[aN,aU,aO,aV])=>
Math.max(b.x1[a],b.x2[a])>=aN&&Math.min(b.x1[a],b.x2[a])<=aU
&&Math.max(b.y1[a],b.y2[a])>=aO&&Math.min(b.y1[a],b.y2[a])<=aV;
function eT(b,Y){if(!Y){return b}
const[aN,aU,aO,aV]=Y;const z=(g,e)=>g>=aN&&g<=aU&&e>=aO&&e<=aV;const U=(R,...aI)=>{const bI={...b};for(const y of[...aI,"colors","sizes","values","low","high"]){const M=b[y];if(M&&(y!=="colors"||M.length>1)){bI[y]=R.map(a=>M[a])}}
return bI};switch(b.type){case"line":case"shape":return{...b,y:b.y.map((e,a)=>z(b.x[a],e)?e:NaN)};case"area":return{...b,low:b.low.map((s,a)=>(b.upright?b.along[a]>=aN&&b.along[a]<=aU:b.along[a]>=aO&&b.along[a]<=aV)?s:NaN)};case"bar":case"segment":return U([...b.x1.keys()].filter(a=>eb(b,a,Y)),"x1","y1","x2","y2");case"point":return U([...b.x.keys()].filter(a=>z(b.x[a],b.y[a])),"x","y");case"label":return{...b,x:[],y:[],words:[],widths:[]};case"map":return U([...b.x.keys()].filter(a=>z(b.x[a],b.y[a])),"x","y","names","paths","rings");default:return b}
}
const bP=(b,a)=>b.colors[b.colors.length===1?0:a];
const cl=0.74;
const b3=d=>d<1?d:undefined;
function a5(j,d){const f=E(j,d);if(!Number.isNaN(f)&&Number.isFinite(f)){return f}
return Number.isNaN(d)?NaN:d<=0?j.from:d===Infinity?j.to:f}
function bO(j,d){return d===-Infinity?j.from:d===Infinity?j.to:a5(j,d)}
const ec=(b,aH)=>({fill:"none",stroke:aH,"stroke-opacity":b3(b.opacity),"stroke-width":b.size,"stroke-dasharray":b.dash});
function hf(b,g,e){const aH=bP(b,0);let aC="";let k=0;let aY=[];const ed=[];for(let a=0;a<=b.x.length;a++){const p=a<b.x.length?E(g,b.x[a]):NaN;const u=a<b.x.length?E(e,b.y[a]):NaN;if(!Number.isFinite(p)||!Number.isFinite(u)){if(k===1){ed.push([E(g,b.x[a-1]),E(e,b.y[a-1])])}
k=0;continue}
aC+=(k===0?"M":"L")+H(p)+" "+H(u);k+=k>0&&p===aY[0]&&u===aY[1]?0:1;aY=[p,u]}
const aa=[];if(b.type==="shape"){aa.push(af("path",{d:aC+"Z",fill:aH,"fill-opacity":b3(b.opacity),stroke:aH,"stroke-width":b.size}))}else if(aC){aa.push(af("path",{d:aC,...ec(b,aH)}))}
if(ed.length>0){aa.push(fe(ed,2.5*b.size,aH,b.opacity))}
return aa}
const fe=(aP,Q,aH,gs)=>af("path",{d:aP.map(([p,u])=>"M"+H(p)+" "+H(u)+"h0").join(""),"stroke-linecap":"round",fill:"none",stroke:aH,"stroke-opacity":b3(gs),"stroke-width":Q});
function hg(b,g,e){let aC="";const ad=b.along.length;const f=(a,bn)=>H(E(g,b.upright?b.along[a]:bn))+" "+H(E(e,b.upright?bn:b.along[a]));let l=0;while(l<ad){let v=l;while(v<ad&&Number.isFinite(b.low[v])&&Number.isFinite(b.high[v])){v++}
if(v>l){for(let a=l;a<v;a++){aC+=(a===l?"M":"L")+f(a,b.high[a])}
for(let a=v-1;a>=l;a--){aC+="L"+f(a,b.low[a])}
aC+="Z"}
l=v+1}
const aH=bP(b,0);const a5=b.opacity<0.5&&!b.quiet?{stroke:aH,"stroke-width":1}:{};return aC?[af("path",{d:aC,fill:aH,"fill-opacity":b3(b.opacity),...a5})]:[]}
function hh(b,g,e){const aa=[];for(let a=0;a<b.x1.length;a++){const[a0,a1]=[a5(g,b.x1[a]),a5(g,b.x2[a])];const[aX,_]=[a5(e,b.y1[a]),a5(e,b.y2[a])];if(!Number.isFinite(a0+a1+aX+_)){continue}
const q=Math.abs(a0-a1);const G=Math.abs(aX-_);const cr=bP(b,a);const cu=b.border&&Math.min(q,G)>=hi;const ff=q>3*b.gap&&!cu?b.gap/2:0;const fg=G>3*b.gap&&b.gap>0&&b.border&&!cu?b.gap/2:0;const hj=cu||b.opacity<1&&q>0&&G>0?{stroke:cu?b.border:cr,"stroke-width":1}:{};aa.push(af("rect",{x:Math.min(a0,a1)+ff,y:Math.min(aX,_)+fg,width:q-2*ff,height:G-2*fg,fill:cr,"fill-opacity":b3(b.opacity),...hj}))}
return aa}
const ae=(...aP)=>aP.map(([p,u],a)=>(a===0?"M":"L")+H(p)+" "+H(u)).join("")+"Z";
function eN(a8,g,e,Q){const aG=Q/2;if(a8==="CIRCLE"){return af("circle",{cx:g,cy:e,r:aG})}
let J;if(a8==="SQUARE"){const n=aG*0.886;J=ae([g-n,e-n],[g+n,e-n],[g+n,e+n],[g-n,e+n])}else if(a8==="TRIANGLE"){const n=aG*1.35;J=ae([g,e-n],[g+n*0.866,e+n/2],[g-n*0.866,e+n/2])}else if(a8==="DIAMOND"){const n=aG*1.25;J=ae([g,e-n],[g+n,e],[g,e+n],[g-n,e])}else{const n=aG*1.15;const t=n*0.36;J=ae([g-t,e-n],[g+t,e-n],[g+t,e-t],[g+n,e-t],[g+n,e+t],[g+t,e+t],[g+t,e+n],[g-t,e+n],[g-t,e+t],[g-n,e+t],[g-n,e-t],[g-t,e-t])}
return af("path",{d:J})}
const fh=b=>b.type==="point"&&b.each&&b.shape==="CIRCLE"&&!b.sizes;
const dX=b=>b.rings?g_(b):fh(b)?{"stroke-linecap":"round",fill:"none","stroke-opacity":b3(b.opacity),"stroke-width":b.size}:{};
function cx(b,g,e,[m,D,q,G]){const M=b.x.length;const ap={x:new Float64Array(M),y:new Float64Array(M),at:new Int32Array(M),count:0};for(let a=0;a<M;a++){const p=E(g,b.x[a]);const u=E(e,b.y[a]);if(p>=m-0.5&&p<=m+q+0.5&&u>=D-0.5&&u<=D+G+0.5){ap.x[ap.count]=p;ap.y[ap.count]=u;ap.at[ap.count++]=a}}
return ap}
function hk(b,g,e,I){const ap=cx(b,g,e,I);const R=Array.from({length:ap.count},(bC,r)=>[ap.x[r],ap.y[r],ap.at[r]]);if(fh(b)){return R.map(([p,u,a])=>af("path",{d:"M"+H(p)+" "+H(u)+"h0",stroke:bP(b,a)}))}
const cD=(aP,aH)=>{if(b.shape==="CIRCLE"&&!b.sizes){return fe(aP,b.size,aH,b.opacity)}
const hl=b.sizes?{stroke:aH,"stroke-width":1}:{};return af("g",{fill:aH,"fill-opacity":b3(b.opacity),...hl},...aP.map(([p,u,a])=>eN(b.shape,p,u,b.sizes?b.sizes[a]:b.size)))};return b.each?R.map(bd=>cD([bd],bP(b,bd[2]))):[cD(R,bP(b,0))]}
const hm=0.12;
const hn=4;
const ho=3;
const hi=8;
function hp(b,a,ae,g,e){const ab=b.y1[a]===b.y2[a];const bc=Math.min(hn,hm*Math.abs(ab?ae.x2-ae.x1:ae.y2-ae.y1));const[bM,hq]=ab?[bc,0]:[0,bc];const[m,bb]=[Math.min(ae.x1,ae.x2),Math.max(ae.x1,ae.x2)];const[D,cm]=[Math.min(ae.y1,ae.y2),Math.max(ae.y1,ae.y2)];const bn=ab?e:g;const fi=(_,cA,aH)=>af("line",{x1:m-_,y1:D-cA,x2:bb+_,y2:cm+cA,...ec({size:b.size},aH)});const hr=Math.abs(bO(bn,b.high[a])-bO(bn,b.low[a]))>=ho*b.size;return[fi(bM,hq,bP(b,a)),...hr?[fi(0,0,b.paper)]:[]]}
function hs(b,g,e){const aa=[];for(let a=0;a<b.x1.length;a++){const f={x1:bO(g,b.x1[a]),y1:bO(e,b.y1[a]),x2:bO(g,b.x2[a]),y2:bO(e,b.y2[a])};if(!Number.isFinite(f.x1+f.y1+f.x2+f.y2)){continue}
if(b.paper){aa.push(...hp(b,a,f,g,e))}else{aa.push(af("line",{...f,...ec(b,bP(b,a))}))}}
return aa}
function dW(b,g,e,I,ay){switch(b.type){case"line":case"shape":return hf(b,g,e);case"area":return hg(b,g,e);case"bar":return hh(b,g,e);case"point":return hk(b,g,e,I);case"segment":return hs(b,g,e);case"map":return g1(b,g,e);case"label":return g$(b,g,e,I,ay);default:return null}
}
function gL(b,g,e){const[a0,a1,aX,_]=[E(g,b.x1[0]),E(g,b.x2[0]),E(e,b.y1[0]),E(e,b.y2[0])];return{x:Math.min(a0,a1),y:Math.min(aX,_),width:Math.abs(a0-a1),height:Math.abs(aX-_)}}
function dk(ht,c,e,b$,i){const[m,D,q,G]=c.box;const cm=D+G;const dt={fill:"none",stroke:i.muted,"stroke-width":1};const bj={"font-size":b5,fill:i.muted};const aa=[];if(ht){aa.push(af("line",{x1:m,y1:cm,x2:m+q,y2:cm,...dt}));if(c.zero&&e.kind==="NUMBER"&&e.low<0&&e.high>0){const fj=E(e,0);aa.push(af("line",{x1:m,y1:fj,x2:m+q,y2:fj,...dt}))}
for(const[f,bN]of b$){aa.push(af("line",{x1:f,y1:cm,x2:f,y2:cm+du,...dt}));bN.forEach((A,a)=>c.labelX&&aa.push(af("text",{x:f,y:cm+du+cW/2+b5*cl+a*fk,"text-anchor":"middle",...bj},A)))}
return aa}
for(const[f,bN]of b$){aa.push(af("line",{x1:m-du,y1:f,x2:m,y2:f,...dt}));bN.forEach(A=>c.labelY&&aa.push(af("text",{x:m-du-cW/2,y:f+b5*0.35,"text-anchor":"end",...bj},A)))}
return aa}
