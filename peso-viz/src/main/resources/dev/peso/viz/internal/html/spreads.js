const fB=0.6180339887498949;
const fC=8;
function cF(F,N){const f=N*(F.length-1);const v=Math.floor(f);return F[v]+(f-v)*(F[Math.min(v+1,F.length-1)]-F[v])}
function fD(F){const fE=F.reduce((aj,d)=>aj+d,0)/F.length;const cQ=F.reduce((aj,d)=>aj+(d-fE)*(d-fE),0);const fF=Math.sqrt(cQ/Math.max(1,F.length-1));const fG=(cF(F,0.75)-cF(F,0.25))/1.34;const j=fG>0?Math.min(fF,fG):fF;return 0.9*(j>0?j:Math.abs(F[0])||1)*Math.pow(F.length,-0.2)}
function fH(F,r,be){const cD=1/(r*Math.sqrt(2*Math.PI)*F.length);let l=0;return be.map(g=>{while(l<F.length&&F[l]<g-fC*r){l++}
let aj=0;for(let q=l;q<F.length&&F[q]<=g+fC*r;q++){const fI=(g-F[q])/r;aj+=Math.exp(-fI*fI/2)}
return aj*cD})}
const cX=aa=>aa?["x1","x2","y1","y2"]:["y1","y2","x1","x2"];
function fJ(b,aa,at){const aw={...b};cX(aa).forEach((x,a)=>{aw[x]=at.map(S=>S[a])});return aw}
const cC=(b,aa,at)=>({...b,x:at.map(S=>S[aa?0:1]),y:at.map(S=>S[aa?1:0])});
const eB={box(c,o,at,{upright:aa}){const[fK,bw,dB,h4]=c.full.slice(o,o+4);const[l,u]=cX(aa);const aw=[[],[],[],[]];for(const[ak,F]of cG(at)){const f=fK[l][2*ak];const[c0,fL,c1]=[0.25,0.5,0.75].map(N=>cF(F,N));const aB=1.5*(c1-c0);const b3=F.filter(d=>d>=c0-aB&&d<=c1+aB);aw[0].push([f,f,b3[0],c0],[f,f,c1,b3[b3.length-1]]);aw[1].push([bw[l][ak],bw[u][ak],c0,c1]);aw[2].push([bw[l][ak],bw[u][ak],fL,fL]);F.filter(d=>d<c0-aB||d>c1+aB).forEach(d=>aw[3].push([f,d]))}
[fK,bw,dB].forEach((b,a)=>{c.marks[o+a]=fJ(b,aa,aw[a])});Object.assign(c.marks[o+2],{low:aw[1].map(S=>S[2]),high:aw[1].map(S=>S[3])});c.marks[o+3]=cC(h4,aa,aw[3])},violin(c,o,at,{upright:aa,amount:en}){const bq=cG(at);const fM=[];const dB=[];let ak=0;for(;c.full[o+ak].type==="area";ak++){const a8=c.full[o+ak];const F=bq.get(ak);if(!F){c.marks[o+ak]={...a8,along:[],low:[],high:[]};continue}
const f=(a8.low[0]+a8.high[0])/2;const O=a8.low.reduce((a$,v,a)=>Math.max(a$,(a8.high[a]-v)/2),0);const ad=a8.along.length;const aY=F[F.length-1];const aN=a8.along.map((bB,a)=>F[0]+(aY-F[0])*a/(ad-1));const e=fH(F,en||fD(F),aN);const a$=e.reduce((m,s)=>Math.max(m,s),0);const aB=e.map(d=>a$>0?O*d/a$:O);c.marks[o+ak]={...a8,along:aN,low:aB.map($=>f-$),high:aB.map($=>f+$)};fM.push([f,f,cF(F,0.25),cF(F,0.75)]);dB.push([f,cF(F,0.5)])}
for(const a of[o+ak,o+ak+2]){c.marks[a]=fJ(c.full[a],aa,fM);c.marks[a+1]=cC(c.full[a+1],aa,dB)}},strip(c,o,at,{upright:aa,amount:r}){const b=c.full[o];const aN=aa?b.x:b.y;const ch=at.map(([ak,d],q)=>[aN[ak]+r*(q*fB%1-ak*fB%1),d]);c.marks[o]=cC(b,aa,ch);for(const x of["colors","values"]){if(b[x]?.length>1){c.marks[o][x]=at.map(([ak])=>b[x][ak])}}},density(c,o,at,{amount:en}){const[fN,h5]=c.full.slice(o,o+2);const F=cG(at).get(0);const aN=F?fN.along:[];const e=F?fH(F,en||fD(F),aN):[];c.marks[o]={...fN,along:aN,low:aN.map(()=>0),high:e};c.marks[o+1]={...h5,x:aN,y:e}},ecdf(c,o,at){const F=cG(at).get(0)??[];const g=F.slice(0,1);const e=F.length>0?[0]:[];F.forEach((d,a)=>{if(F[a+1]!==d){const N=(a+1)/F.length;g.push(d);e.push(N);if(a+1<F.length){g.push(F[a+1]);e.push(N)}}});c.marks[o]={...c.full[o],x:g,y:e}}
};
function cG(at){const bq=new Map([...new Set(at.map(S=>S[0]))].sort((m,s)=>m-s).map(ak=>[ak,[]]));at.forEach(([ak,d])=>bq.get(ak).push(d));bq.forEach(T=>T.sort((m,s)=>m-s));return bq}
function f7(i,w,b_){const at=w.slots.map(()=>[]);for(let a=0;a<w.slot.length;a++){if(b_(a)){at[w.slot[a]].push([w.item[a],w.value[a]])}}
w.slots.forEach(([V,o],bz)=>eB[w.kind](i.panels[V],o,at[bz],w))}
function f8(i,w,fO){for(const V of new Set(w.slots.map(([c])=>c))){const c=i.panels[V];const cT=w.slots.map(([h6,o],bz)=>[o,bz,h6]).filter(Z=>Z[2]===V);const L=c.full[cT[0][0]].along;const be=[...L.keys()].filter(a=>cT.some(Z=>fO(Z[1],a)!==undefined));for(const[o,bz]of cT){const b=c.full[o];const aN=be.map(a=>L[a]);const D=be.map(a=>fO(bz,a)??0);c.marks[o]={...b,along:aN,low:aN.map(()=>0),high:D};if(!w.stacked){c.marks[o+1]={...c.full[o+1],x:aN,y:D}}}}
}
function h7({low:v,high:D,diverging:h8,colors:aT,none:h9},d){if(!Number.isFinite(d)){return h9}
const a$=Math.max(Math.abs(v),Math.abs(D));const N=h8?(a$===0?0.5:0.5+d/a$/2):D>v?(d-v)/(D-v):0.5;const f=Math.min(1,Math.max(0,N))*(aT.length-1);const a=Math.min(aT.length-2,Math.floor(f));const aS=bC=>Math.round((aT[a]>>bC&255)+((aT[a+1]>>bC&255)-(aT[a]>>bC&255))*(f-a));return"#"+[16,8,0].map(bC=>aS(bC).toString(16).padStart(2,"0")).join("")}
function ia(aI){const eo=a4=>{const N=parseInt(aI.slice(a4,a4+2),16)/255;return N<=0.04045?N/12.92:Math.pow((N+0.055)/1.055,2.4)};return 0.2126*eo(1)+0.7152*eo(3)+0.0722*eo(5)>0.179?"#000000":"#ffffff"}
function ib(c,o,R,cq){const[b,fP]=[c.full[o],c.full[o-1]];const ic=new Set(R);const n=[...b.names.keys()].filter(a=>!ic.has(a));c.marks[o]={...b,...cq};c.marks[o-1]={...fP};for(const x of["x","y","names","paths","rings"]){c.marks[o][x]=R.map(a=>b[x][a]);c.marks[o-1][x]=fP[x].concat(n.map(a=>b[x][a]))}
}
function f9(c,o,w,R,T){const b=c.full[o];const U=(l,x)=>R.map(a=>l[x][a]);const aT=T.map(d=>h7(w.ramp,d));if(b.type==="map"){ib(c,o,R,{colors:aT,values:T});return}
c.marks[o]={...b,colors:aT,x1:U(b,"x1"),x2:U(b,"x2"),y1:U(b,"y1"),y2:U(b,"y2"),values:T};const as=c.full[o+1];if(as?.type==="label"&&as.name===b.name){const id=T.every(d=>Math.abs(d)<=1)&&T.some(d=>d!==Math.round(d));const b0=T.map(d=>id?aW(d,2):ct(d));c.marks[o+1]={...as,words:b0,widths:b0.map(A=>bA(A,c.letters)),colors:aT.map(ia),x:U(as,"x"),y:U(as,"y")}}
}
