const dm=0.22;
const cQ=2;
function gR(b,a){switch(b.stand){case"OVER":return"above";case"UPRIGHT_END":return b.y[a]<0?"below":"above";case"LYING_END":return b.x[a]<0?"left":"right";default:return b.stand==="ON"?"on":"within"}
}
function dn(b,a,g,e){const[a0,a1]=[a5(g,b.x1[a]),a5(g,b.x2[a])];const[aX,_]=[a5(e,b.y1[a]),a5(e,b.y2[a])];return[Math.min(a0,a1),Math.min(aX,_),Math.max(a0,a1),Math.max(aX,_)]}
const gI=(az,g,e,I)=>Object.assign([],{bars:az.some(b=>b.type==="label"&&b.x1)?az.filter(b=>b.type==="bar").flatMap(b=>b.x1.map((bC,a)=>dn(b,a,g,e))).concat(az.filter(b=>b.type==="segment").flatMap(b=>gS(b,g,e))):[],covered:az.some(eV)?gT(az,g,e,I):null,words:0,out:0});
function gS(b,g,e){const bx=b.x1.map((bC,a)=>{const[a0,a1,aX,_]=[E(g,b.x1[a]),E(g,b.x2[a]),E(e,b.y1[a]),E(e,b.y2[a])];return[Math.min(a0,a1)-0.5,Math.min(aX,_)-0.5,Math.max(a0,a1)+0.5,Math.max(aX,_)+0.5]});return bx.filter(I=>I.every(Number.isFinite))}
const eV=b=>b.type==="label"&&!b.x1&&(b.stand==="OVER"||b.stand==="BESIDE");
const bY=2;
const gU=3;
const[eW,d$,eX]=[1,2,3];
function gT(az,g,e,[m,D,q,G]){const bq=Math.ceil(q/bY);const au=Math.ceil(G/bY);const cR=new Uint8Array(bq*au);const d_=new Map();const dp=(p,u)=>{const[an,S]=[Math.floor((p-m)/bY),Math.floor((u-D)/bY)];return an>=0&&S>=0&&an<bq&&S<au?S*bq+an:-1};const $=([aN,aO,aU,aV],gV)=>{for(let S=Math.max(0,Math.floor((aO-D)/bY));S<Math.min(au,Math.ceil((aV-D)/bY));S++){for(let f=Math.max(0,Math.floor((aN-m)/bY));f<Math.min(bq,Math.ceil((aU-m)/bY));f++){gV(S*bq+f)}}};const eY=(f,cS)=>{cR[f]=Math.max(cR[f],cS)};const eZ=(I,cS)=>Number.isFinite(I[0]+I[1]+I[2]+I[3])&&$(I,f=>eY(f,cS));const dq=(aN,aO,aU,aV)=>{let[l,v]=[0,1];const eC=(n,t,s,C)=>{if(n===t){return n>=s&&n<=C}
const[aA,aY]=[(s-n)/(t-n),(C-n)/(t-n)];l=Math.max(l,Math.min(aA,aY));v=Math.min(v,Math.max(aA,aY));return l<=v};if(!Number.isFinite(aN+aO+aU+aV)||!eC(aN,aU,m,m+q)||!eC(aO,aV,D,D+G)){return}
const O=v-l;const aQ=1+Math.ceil(Math.max(Math.abs(aU-aN),Math.abs(aV-aO))*O);for(let a=0;a<=aQ;a++){const f=dp(aN+(aU-aN)*(l+O*a/aQ),aO+(aV-aO)*(l+O*a/aQ));if(f>=0){eY(f,d$)}}};for(const b of az){if(b.type==="point"){b.x.forEach((d,a)=>{const[p,u]=[E(g,d),E(e,b.y[a])];const cj=(b.sizes?b.sizes[a]:b.size)/2;const aB=0.8*cj;eZ([p-aB,u-aB,p+aB,u+aB],eX);d_.set(dp(p,u),Math.max(d_.get(dp(p,u))??0,cj))})}else if(b.type==="line"||b.type==="shape"){const[p,u]=[b.x.map(d=>E(g,d)),b.y.map(d=>E(e,d))];p.forEach((bC,a)=>a>0&&dq(p[a-1],u[a-1],p[a],u[a]))}else if(b.type==="segment"){b.x1.forEach((bC,a)=>dq(bO(g,b.x1[a]),bO(e,b.y1[a]),bO(g,b.x2[a]),bO(e,b.y2[a])))}else if(b.type==="bar"){b.x1.forEach((bC,a)=>eZ(dn(b,a,g,e),eW))}}
return{radius:(p,u)=>d_.get(dp(p,u))??0,cost(I){const ap=[0,0,0,0];$(I,f=>ap[cR[f]]++);return ap[eX]>0||ap[d$]*2*bY>I[2]-I[0]?Infinity:ap[eW]+2*ap[d$]}}}
const gW={OVER:[[0,-1],[0,1],[1,0],[-1,0],[1,-1],[-1,-1],[1,1],[-1,1]],BESIDE:[[1,0],[-1,0],[0,-1],[0,1],[1,-1],[1,1],[-1,-1],[-1,1]]
};
function gX(b,a,g,e,[m,D,q,G],ay){const[p,u]=[E(g,b.x[a]),E(e,b.y[a])];if(!dl(p,m,q)||!dl(u,D,G)){return null}
const P=b.widths[a]/2;const{size:Q}=b;const cj=ay.covered.radius(p,u);const d0=Math.max(b.away,cj+gU);let d1=null;let cT=Infinity;for(const[bn,ck]of gW[b.stand]){const aL=u+(ck<0?-d0:ck>0?d0+Q*cl:Q*0.35);const e_=p+bn*(ck===0?d0+P:P-cj);const f=ck===0?e_:Math.min(Math.max(e_,m+P),Math.max(m+P,m+q-P));const aF=e0(f,aL,P,Q);if(aF[0]<m-0.5||aF[2]>m+q+0.5||aF[1]<D-0.5||aF[3]>D+G+2||ay.some(d2=>dr(aF,d2))){continue}
const e$=ay.covered.cost([aF[0],aF[1],aF[2],aL]);if(e$<cT){cT=e$;d1=[f,aL,bP(b,a)]}}
ay.words++;ay.out+=d1===null?1:0;return d1}
const e0=(f,aL,P,Q)=>[f-P,aL-cl*Q,f+P,aL+dm*Q];
const gK=(cz,of)=>cz===0?""
:aW(cz,0)+" of "+aW(of,0)+(cz===1?" labels has no room":" labels have no room");
const dl=(f,l,c7)=>f>=l-0.5&&f<=l+c7+0.5;
const dr=(n,t)=>n[0]<t[2]&&t[0]<n[2]&&n[1]<t[3]&&t[1]<n[3];
function gY(b,a,aF,g,e,ci){if(!b.x1){return false}
const cU=dn(b,a,g,e);return ci.some(bE=>bE[2]>bE[0]&&bE[3]>bE[1]&&dr(bE,aF)&&bE.some((a5,r)=>a5!==cU[r]))}
function e1(b,a,X,g,e,[m,D,q,G]){const bE=dn(b,a,g,e);const l=Math.max(m,bE[0]);const v=Math.min(m+q,bE[2]);const C=Math.max(D,bE[1]);const s=Math.min(D+G,bE[3]);const P=b.widths[a]/2;const ds=b.size*cl+cQ;const ck=b.size*dm+cQ;if(!(v-l>=2*(P+cQ)&&s-C>=ds+ck)){return null}
const f=X==="left"?l+P+cQ:X==="right"?v-P-cQ:(l+v)/2;const aL=X==="above"?C+ds:X==="below"?s-ck:(C+s)/2+b.size*0.35;return[f,aL,b.inner[b.inner.length===1?0:a]]}
function gZ(b,a,g,e,I){const[m,D,q,G]=I;const p=E(g,b.x[a]);const u=E(e,b.y[a]);if(!Number.isFinite(p)||!Number.isFinite(u)){return null}
const X=gR(b,a);const ci=b.x1!==undefined;const bn=X==="left"||X==="right";if((!ci||bn)&&!dl(u,D,G)||(!ci||!bn)&&!dl(p,m,q)){return null}
if(X==="within"){return e1(b,a,X,g,e,I)}
const P=b.widths[a]/2;if(b.cell&&2*P>Math.abs(E(g,1)-E(g,0))){return null}
const f=p+(X==="left"?-b.away-P:X==="right"?b.away+P:0);const aL=u+(X==="above"?-b.away:X==="below"?b.away+b.size*cl:b.size*0.35);const e2=Math.min(Math.max(f,m+P),Math.max(m+P,m+q-P));const s=X==="below"?Math.min(aL,D+G-b.size*dm):aL;const e3=Math.max(s,D+b.size*cl);const b9=bn?Math.abs(e2-f)<1:Math.abs(e3-aL)<1;return b9||!ci?[e2,e3,bP(b,a)]:e1(b,a,X,g,e,I)}
function g$(b,g,e,I,ay){const aa=[];const Q=b.size;const ar=eV(b);for(let a=0;a<b.x.length;a++){const B=!b.words[a]?null:ar?gX(b,a,g,e,I,ay):gZ(b,a,g,e,I);if(B===null){continue}
const[f,aL,cr]=B;const aF=e0(f,aL,b.widths[a]/2,Q);if(ar||aF[3]<=I[1]+I[3]+2&&!ay.some(d2=>dr(aF,d2))&&!gY(b,a,aF,g,e,ay.bars)){ay.push(aF);aa.push(af("text",{x:f,y:aL,"font-size":Q,"text-anchor":"middle",fill:cr},b.words[a]))}}
return aa}
