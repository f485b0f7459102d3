const fD=0.6180339887498949;
const fE=8;
function cG(F,O){const f=O*(F.length-1);const s=Math.floor(f);return F[s]+(f-s)*(F[Math.min(s+1,F.length-1)]-F[s])}
function fF(F){const fG=F.reduce((aj,d)=>aj+d,0)/F.length;const cR=F.reduce((aj,d)=>aj+(d-fG)*(d-fG),0);const fH=Math.sqrt(cR/Math.max(1,F.length-1));const fI=(cG(F,0.75)-cG(F,0.25))/1.34;const j=fI>0?Math.min(fH,fI):fH;return 0.9*(j>0?j:Math.abs(F[0])||1)*Math.pow(F.length,-0.2)}
function fJ(F,q,be){const cE=1/(q*Math.sqrt(2*Math.PI)*F.length);let l=0;return be.map(g=>{while(l<F.length&&F[l]<g-fE*q){l++}
let aj=0;for(let r=l;r<F.length&&F[r]<=g+fE*q;r++){const fK=(g-F[r])/q;aj+=Math.exp(-fK*fK/2)}
return aj*cE})}
const cY=ab=>ab?["x1","x2","y1","y2"]:["y1","y2","x1","x2"];
function fL(b,ab,au){const ax={...b};cY(ab).forEach((y,a)=>{ax[y]=au.map(S=>S[a])});return ax}
const cD=(b,ab,au)=>({...b,x:au.map(S=>S[ab?0:1]),y:au.map(S=>S[ab?1:0])});
const eD={box(c,o,au,{upright:ab}){const[fM,bx,dC,h6]=c.full.slice(o,o+4);const[l,v]=cY(ab);const ax=[[],[],[],[]];for(const[ak,F]of cH(au)){const f=fM[l][2*ak];const[c1,fN,c2]=[0.25,0.5,0.75].map(O=>cG(F,O));const aB=1.5*(c2-c1);const b4=F.filter(d=>d>=c1-aB&&d<=c2+aB);ax[0].push([f,f,b4[0],c1],[f,f,c2,b4[b4.length-1]]);ax[1].push([bx[l][ak],bx[v][ak],c1,c2]);ax[2].push([bx[l][ak],bx[v][ak],fN,fN]);F.filter(d=>d<c1-aB||d>c2+aB).forEach(d=>ax[3].push([f,d]))}
[fM,bx,dC].forEach((b,a)=>{c.marks[o+a]=fL(b,ab,ax[a])});Object.assign(c.marks[o+2],{low:ax[1].map(S=>S[2]),high:ax[1].map(S=>S[3])});c.marks[o+3]=cD(h6,ab,ax[3])},violin(c,o,au,{upright:ab,amount:ep}){const br=cH(au);const fO=[];const dC=[];let ak=0;for(;c.full[o+ak].type==="area";ak++){const a8=c.full[o+ak];const F=br.get(ak);if(!F){c.marks[o+ak]={...a8,along:[],low:[],high:[]};continue}
const f=(a8.low[0]+a8.high[0])/2;const P=a8.low.reduce((a$,s,a)=>Math.max(a$,(a8.high[a]-s)/2),0);const ad=a8.along.length;const aY=F[F.length-1];const aM=a8.along.map((bC,a)=>F[0]+(aY-F[0])*a/(ad-1));const e=fJ(F,ep||fF(F),aM);const a$=e.reduce((n,t)=>Math.max(n,t),0);const aB=e.map(d=>a$>0?P*d/a$:P);c.marks[o+ak]={...a8,along:aM,low:aB.map(_=>f-_),high:aB.map(_=>f+_)};fO.push([f,f,cG(F,0.25),cG(F,0.75)]);dC.push([f,cG(F,0.5)])}
for(const a of[o+ak,o+ak+2]){c.marks[a]=fL(c.full[a],ab,fO);c.marks[a+1]=cD(c.full[a+1],ab,dC)}},strip(c,o,au,{upright:ab,amount:q}){const b=c.full[o];const aM=ab?b.x:b.y;const ch=au.map(([ak,d],r)=>[aM[ak]+q*(r*fD%1-ak*fD%1),d]);c.marks[o]=cD(b,ab,ch);for(const y of["colors","values"]){if(b[y]?.length>1){c.marks[o][y]=au.map(([ak])=>b[y][ak])}}},density(c,o,au,{amount:ep}){const[fP,h7]=c.full.slice(o,o+2);const F=cH(au).get(0);const aM=F?fP.along:[];const e=F?fJ(F,ep||fF(F),aM):[];c.marks[o]={...fP,along:aM,low:aM.map(()=>0),high:e};c.marks[o+1]={...h7,x:aM,y:e}},ecdf(c,o,au){const F=cH(au).get(0)??[];const g=F.slice(0,1);const e=F.length>0?[0]:[];F.forEach((d,a)=>{if(F[a+1]!==d){const O=(a+1)/F.length;g.push(d);e.push(O);if(a+1<F.length){g.push(F[a+1]);e.push(O)}}});c.marks[o]={...c.full[o],x:g,y:e}}
};
function cH(au){const br=new Map([...new Set(au.map(S=>S[0]))].sort((n,t)=>n-t).map(ak=>[ak,[]]));au.forEach(([ak,d])=>br.get(ak).push(d));br.forEach(T=>T.sort((n,t)=>n-t));return br}
function f9(i,w,b0){const au=w.slots.map(()=>[]);for(let a=0;a<w.slot.length;a++){if(b0(a)){au[w.slot[a]].push([w.item[a],w.value[a]])}}
w.slots.forEach(([W,o],bA)=>eD[w.kind](i.panels[W],o,au[bA],w))}
function ga(i,w,fQ){for(const W of new Set(w.slots.map(([c])=>c))){const c=i.panels[W];const cU=w.slots.map(([h8,o],bA)=>[o,bA,h8]).filter($=>$[2]===W);const M=c.full[cU[0][0]].along;const be=[...M.keys()].filter(a=>cU.some($=>fQ($[1],a)!==undefined));for(const[o,bA]of cU){const b=c.full[o];const aM=be.map(a=>M[a]);const C=be.map(a=>fQ(bA,a)??0);c.marks[o]={...b,along:aM,low:aM.map(()=>0),high:C};if(!w.stacked){c.marks[o+1]={...c.full[o+1],x:aM,y:C}}}}
}
function h9({low:s,high:C,diverging:ia,colors:aT,none:ib},d){if(!Number.isFinite(d)){return ib}
const a$=Math.max(Math.abs(s),Math.abs(C));const O=ia?(a$===0?0.5:0.5+d/a$/2):C>s?(d-s)/(C-s):0.5;const f=Math.min(1,Math.max(0,O))*(aT.length-1);const a=Math.min(aT.length-2,Math.floor(f));const aS=bD=>Math.round((aT[a]>>bD&255)+((aT[a+1]>>bD&255)-(aT[a]>>bD&255))*(f-a));return"#"+[16,8,0].map(bD=>aS(bD).toString(16).padStart(2,"0")).join("")}
function ic(aH){const eq=a4=>{const O=parseInt(aH.slice(a4,a4+2),16)/255;return O<=0.04045?O/12.92:Math.pow((O+0.055)/1.055,2.4)};return 0.2126*eq(1)+0.7152*eq(3)+0.0722*eq(5)>0.179?"#000000":"#ffffff"}
function id(c,o,R,cq){const[b,fR]=[c.full[o],c.full[o-1]];const ie=new Set(R);const m=[...b.names.keys()].filter(a=>!ie.has(a));c.marks[o]={...b,...cq};c.marks[o-1]={...fR};for(const y of["x","y","names","paths","rings"]){c.marks[o][y]=R.map(a=>b[y][a]);c.marks[o-1][y]=fR[y].concat(m.map(a=>b[y][a]))}
}
function gb(c,o,w,R,T){const b=c.full[o];const U=(l,y)=>R.map(a=>l[y][a]);const aT=T.map(d=>h9(w.ramp,d));if(b.type==="map"){id(c,o,R,{colors:aT,values:T});return}
c.marks[o]={...b,colors:aT,x1:U(b,"x1"),x2:U(b,"x2"),y1:U(b,"y1"),y2:U(b,"y2"),values:T};const at=c.full[o+1];if(at?.type==="label"&&at.name===b.name){const ig=T.every(d=>Math.abs(d)<=1)&&T.some(d=>d!==Math.round(d));const b1=T.map(d=>ig?aW(d,2):ct(d));c.marks[o+1]={...at,words:b1,widths:b1.map(A=>bB(A,c.letters)),colors:aT.map(ic),x:U(at,"x"),y:U(at,"y")}}
}
