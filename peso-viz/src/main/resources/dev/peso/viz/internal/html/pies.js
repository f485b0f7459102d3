const hH=96;
const hI=15;
function hJ(A,q,a_){let a9=A.replace(/[\x00-\x1f\x7f-\x9f]/g," ");if(bB(a9,a_)<=q){return a9}
const m=[...a9];while(m.length>0){m.pop();a9=m.join("").trimEnd()+"…";if(bB(a9,a_)<=q){return a9}}
return bB("…",a_)<=q?"…":""}
function eO(ag,aG,l,v){const cY=Math.max(1,Math.ceil(Math.abs(v-l)*8));const L=(v-l)/cY;const r=4/3*Math.tan(2*Math.PI*L/4)*aG;let aC="";for(let a=0;a<cY;a++){const[n,t]=[l+a*L,l+a*L+L];const[a0,aX]=cZ(ag,aG,n);const[a1,_]=cZ(ag,aG,t);const[hK,hL,hM,hN]=[Math.sin(2*Math.PI*n),Math.cos(2*Math.PI*n),Math.sin(2*Math.PI*t),Math.cos(2*Math.PI*t)];aC+="C"+[a0+r*hL,aX+r*hK,a1-r*hN,_-r*hM,a1,_].map(H).join(" ")}
return aC}
function cZ({box:[m,D,q,G]},aG,dy){return[m+q/2+aG*Math.sin(2*Math.PI*dy),D+G/2-aG*Math.cos(2*Math.PI*dy)]}
function hO(ag,aG,ek,l,v){const bl=Math.min(v,l+0.999999);const bd=(cj,dy)=>cZ(ag,cj,dy).map(H).join(" ");return"M"+bd(aG,l)+eO(ag,aG,l,bl)+"L"+(ek>0?bd(ek,bl)+eO(ag,ek,bl,l):bd(0,0))+"Z"}
function hP(ag,A,bQ,aG,i,ay){const[m,D,q,G]=ag.box;const[p,u]=cZ(ag,aG+8,bQ);const bb=Math.sin(2*Math.PI*bQ)>=0;const a9=hJ(A,bb?m+q-p:p-m,i.letters);const bM=bB(a9,i.letters);const l=bb?p:p-bM;const e=u+4;const aF=[l,e-cl*b5,l+bM,e+dm*b5];const cw=!ay.some($=>dr($.space,aF)||$.right===bb&&Math.abs($.y-e)<hI-3);if(!a9||!cw||aF[0]<m-2||aF[1]<D-2||aF[2]>m+q+2||aF[3]>D+G+2){return null}
ay.push({space:aF,right:bb,y:e});return af("text",{x:p,y:e,"font-size":b5,"text-anchor":bb?undefined:"end",fill:i.ink},a9)}
function hQ(ag,bz,f5,i){const[,,q,G]=ag.box;const d3=[...ag.group.querySelectorAll("path")];const M=bz.reduce((aj,d)=>aj+d,0);const aG=Math.max(1,Math.min(q/2-Math.min(hH,q*0.28),G/2-14));const ay=[];const at=[];let l=0;ag.slices.forEach((a3,a)=>{const O=M>0?bz[a]/M:0;const v=l+O;const fo=aW(100*O,0)+"%";const fp=O>0&&O<1;d3[a].setAttribute("d",M>0?hO(ag,aG,aG*ag.hole,l,v):"");d3[a].setAttribute("stroke",fp?i.paper:"none");d3[a].setAttribute("stroke-width",fp?1.5:0);[a3.x,a3.y]=cZ(ag,aG*(1+ag.hole)/2,(l+v)/2);a3.value=cs({format:f5},bz[a])+", "+fo;const bj=O>0?hP(ag,(a3.label??a3.along)+" "+fo,(l+v)/2,aG,i,ay):null;at.push(...bj?[bj]:[]);l=v});ag.group.querySelectorAll("text").forEach(bj=>bj.remove());ag.group.append(...at)}
function O(i,w,aq){i.circles.forEach((ag,c)=>{const bA=w.slots.findIndex(([W])=>W===c);hQ(ag,ag.slices.map((bC,a)=>Math.max(0,aq.value(bA*1e7+a)??0)),w.format,i)})}
