const dl=0.22;
const cP=2;
function gQ(b,a){switch(b.stand){case"OVER":return"above";case"UPRIGHT_END":return b.y[a]<0?"below":"above";case"LYING_END":return b.x[a]<0?"left":"right";default:return b.stand==="ON"?"on":"within"}
}
function dm(b,a,g,e){const[a0,a1]=[a5(g,b.x1[a]),a5(g,b.x2[a])];const[aX,$]=[a5(e,b.y1[a]),a5(e,b.y2[a])];return[Math.min(a0,a1),Math.min(aX,$),Math.max(a0,a1),Math.max(aX,$)]}
const gH=(az,g,e,H)=>Object.assign([],{bars:az.some(b=>b.type==="label"&&b.x1)?az.filter(b=>b.type==="bar").flatMap(b=>b.x1.map((bB,a)=>dm(b,a,g,e))).concat(az.filter(b=>b.type==="segment").flatMap(b=>gR(b,g,e))):[],covered:az.some(eT)?gS(az,g,e,H):null,words:0,out:0});
function gR(b,g,e){const bw=b.x1.map((bB,a)=>{const[a0,a1,aX,$]=[E(g,b.x1[a]),E(g,b.x2[a]),E(e,b.y1[a]),E(e,b.y2[a])];return[Math.min(a0,a1)-0.5,Math.min(aX,$)-0.5,Math.max(a0,a1)+0.5,Math.max(aX,$)+0.5]});return bw.filter(H=>H.every(Number.isFinite))}
const eT=b=>b.type==="label"&&!b.x1&&(b.stand==="OVER"||b.stand==="BESIDE");
const bX=2;
const gT=3;
const[eU,dY,eV]=[1,2,3];
function gS(az,g,e,[n,C,r,I]){const bp=Math.ceil(r/bX);const at=Math.ceil(I/bX);const cQ=new Uint8Array(bp*at);const dZ=new Map();const dn=(p,t)=>{const[an,S]=[Math.floor((p-n)/bX),Math.floor((t-C)/bX)];return an>=0&&S>=0&&an<bp&&S<at?S*bp+an:-1};const Z=([aO,aP,aU,aV],gU)=>{for(let S=Math.max(0,Math.floor((aP-C)/bX));S<Math.min(at,Math.ceil((aV-C)/bX));S++){for(let f=Math.max(0,Math.floor((aO-n)/bX));f<Math.min(bp,Math.ceil((aU-n)/bX));f++){gU(S*bp+f)}}};const eW=(f,cR)=>{cQ[f]=Math.max(cQ[f],cR)};const eX=(H,cR)=>Number.isFinite(H[0]+H[1]+H[2]+H[3])&&Z(H,f=>eW(f,cR));const dp=(aO,aP,aU,aV)=>{let[l,u]=[0,1];const eA=(m,s,v,D)=>{if(m===s){return m>=v&&m<=D}
const[aA,aY]=[(v-m)/(s-m),(D-m)/(s-m)];l=Math.max(l,Math.min(aA,aY));u=Math.min(u,Math.max(aA,aY));return l<=u};if(!Number.isFinite(aO+aP+aU+aV)||!eA(aO,aU,n,n+r)||!eA(aP,aV,C,C+I)){return}
const N=u-l;const aH=1+Math.ceil(Math.max(Math.abs(aU-aO),Math.abs(aV-aP))*N);for(let a=0;a<=aH;a++){const f=dn(aO+(aU-aO)*(l+N*a/aH),aP+(aV-aP)*(l+N*a/aH));if(f>=0){eW(f,dY)}}};for(const b of az){if(b.type==="point"){b.x.forEach((d,a)=>{const[p,t]=[E(g,d),E(e,b.y[a])];const cj=(b.sizes?b.sizes[a]:b.size)/2;const aB=0.8*cj;eX([p-aB,t-aB,p+aB,t+aB],eV);dZ.set(dn(p,t),Math.max(dZ.get(dn(p,t))??0,cj))})}else if(b.type==="line"||b.type==="shape"){const[p,t]=[b.x.map(d=>E(g,d)),b.y.map(d=>E(e,d))];p.forEach((bB,a)=>a>0&&dp(p[a-1],t[a-1],p[a],t[a]))}else if(b.type==="segment"){b.x1.forEach((bB,a)=>dp(bN(g,b.x1[a]),bN(e,b.y1[a]),bN(g,b.x2[a]),bN(e,b.y2[a])))}else if(b.type==="bar"){b.x1.forEach((bB,a)=>eX(dm(b,a,g,e),eU))}}
return{radius:(p,t)=>dZ.get(dn(p,t))??0,cost(H){const ap=[0,0,0,0];Z(H,f=>ap[cQ[f]]++);return ap[eV]>0||ap[dY]*2*bX>H[2]-H[0]?Infinity:ap[eU]+2*ap[dY]}}}
const gV={OVER:[[0,-1],[0,1],[1,0],[-1,0],[1,-1],[-1,-1],[1,1],[-1,1]],BESIDE:[[1,0],[-1,0],[0,-1],[0,1],[1,-1],[1,1],[-1,-1],[-1,1]]
};
function gW(b,a,g,e,[n,C,r,I],ax){const[p,t]=[E(g,b.x[a]),E(e,b.y[a])];if(!dk(p,n,r)||!dk(t,C,I)){return null}
const O=b.widths[a]/2;const{size:Q}=b;const cj=ax.covered.radius(p,t);const d$=Math.max(b.away,cj+gT);let d_=null;let cS=Infinity;for(const[bm,ck]of gV[b.stand]){const aM=t+(ck<0?-d$:ck>0?d$+Q*cl:Q*0.35);const eZ=p+bm*(ck===0?d$+O:O-cj);const f=ck===0?eZ:Math.min(Math.max(eZ,n+O),Math.max(n+O,n+r-O));const aF=e$(f,aM,O,Q);if(aF[0]<n-0.5||aF[2]>n+r+0.5||aF[1]<C-0.5||aF[3]>C+I+2||ax.some(d0=>dq(aF,d0))){continue}
const eY=ax.covered.cost([aF[0],aF[1],aF[2],aM]);if(eY<cS){cS=eY;d_=[f,aM,bO(b,a)]}}
ax.words++;ax.out+=d_===null?1:0;return d_}
const e$=(f,aM,O,Q)=>[f-O,aM-cl*Q,f+O,aM+dl*Q];
const gJ=(cy,of)=>cy===0?""
:aW(cy,0)+" of "+aW(of,0)+(cy===1?" labels has no room":" labels have no room");
const dk=(f,l,c6)=>f>=l-0.5&&f<=l+c6+0.5;
const dq=(m,s)=>m[0]<s[2]&&s[0]<m[2]&&m[1]<s[3]&&s[1]<m[3];
function gX(b,a,aF,g,e,ci){if(!b.x1){return false}
const cT=dm(b,a,g,e);return ci.some(bD=>bD[2]>bD[0]&&bD[3]>bD[1]&&dq(bD,aF)&&bD.some((a5,q)=>a5!==cT[q]))}
function e_(b,a,W,g,e,[n,C,r,I]){const bD=dm(b,a,g,e);const l=Math.max(n,bD[0]);const u=Math.min(n+r,bD[2]);const D=Math.max(C,bD[1]);const v=Math.min(C+I,bD[3]);const O=b.widths[a]/2;const dr=b.size*cl+cP;const ck=b.size*dl+cP;if(!(u-l>=2*(O+cP)&&v-D>=dr+ck)){return null}
const f=W==="left"?l+O+cP:W==="right"?u-O-cP:(l+u)/2;const aM=W==="above"?D+dr:W==="below"?v-ck:(D+v)/2+b.size*0.35;return[f,aM,b.inner[b.inner.length===1?0:a]]}
function gY(b,a,g,e,H){const[n,C,r,I]=H;const p=E(g,b.x[a]);const t=E(e,b.y[a]);if(!Number.isFinite(p)||!Number.isFinite(t)){return null}
const W=gQ(b,a);const ci=b.x1!==undefined;const bm=W==="left"||W==="right";if((!ci||bm)&&!dk(t,C,I)||(!ci||!bm)&&!dk(p,n,r)){return null}
if(W==="within"){return e_(b,a,W,g,e,H)}
const O=b.widths[a]/2;if(b.cell&&2*O>Math.abs(E(g,1)-E(g,0))){return null}
const f=p+(W==="left"?-b.away-O:W==="right"?b.away+O:0);const aM=t+(W==="above"?-b.away:W==="below"?b.away+b.size*cl:b.size*0.35);const e0=Math.min(Math.max(f,n+O),Math.max(n+O,n+r-O));const v=W==="below"?Math.min(aM,C+I-b.size*dl):aM;const e1=Math.max(v,C+b.size*cl);const b9=bm?Math.abs(e0-f)<1:Math.abs(e1-aM)<1;return b9||!ci?[e0,e1,bO(b,a)]:e_(b,a,W,g,e,H)}
function gZ(b,g,e,H,ax){const _=[];const Q=b.size;const ar=eT(b);for(let a=0;a<b.x.length;a++){const B=!b.words[a]?null:ar?gW(b,a,g,e,H,ax):gY(b,a,g,e,H);if(B===null){continue}
const[f,aM,cr]=B;const aF=e$(f,aM,b.widths[a]/2,Q);if(ar||aF[3]<=H[1]+H[3]+2&&!ax.some(d0=>dq(aF,d0))&&!gX(b,a,aF,g,e,ax.bars)){ax.push(aF);_.push(af("text",{x:f,y:aM,"font-size":Q,"text-anchor":"middle",fill:cr},b.words[a]))}}
return _}
