const hF=96;
const hG=15;
function hH(A,r,a_){let a9=A.replace(/[\x00-\x1f\x7f-\x9f]/g," ");if(bA(a9,a_)<=r){return a9}
const n=[...a9];while(n.length>0){n.pop();a9=n.join("").trimEnd()+"…";if(bA(a9,a_)<=r){return a9}}
return bA("…",a_)<=r?"…":""}
function eM(ag,aG,l,u){const cX=Math.max(1,Math.ceil(Math.abs(u-l)*8));const K=(u-l)/cX;const q=4/3*Math.tan(2*Math.PI*K/4)*aG;let aC="";for(let a=0;a<cX;a++){const[m,s]=[l+a*K,l+a*K+K];const[a0,aX]=cY(ag,aG,m);const[a1,$]=cY(ag,aG,s);const[hI,hJ,hK,hL]=[Math.sin(2*Math.PI*m),Math.cos(2*Math.PI*m),Math.sin(2*Math.PI*s),Math.cos(2*Math.PI*s)];aC+="C"+[a0+q*hJ,aX+q*hI,a1-q*hL,$-q*hK,a1,$].map(G).join(" ")}
return aC}
function cY({box:[n,C,r,I]},aG,dx){return[n+r/2+aG*Math.sin(2*Math.PI*dx),C+I/2-aG*Math.cos(2*Math.PI*dx)]}
function hM(ag,aG,ei,l,u){const bk=Math.min(u,l+0.999999);const bd=(cj,dx)=>cY(ag,cj,dx).map(G).join(" ");return"M"+bd(aG,l)+eM(ag,aG,l,bk)+"L"+(ei>0?bd(ei,bk)+eM(ag,ei,bk,l):bd(0,0))+"Z"}
function hN(ag,A,bP,aG,i,ax){const[n,C,r,I]=ag.box;const[p,t]=cY(ag,aG+8,bP);const bb=Math.sin(2*Math.PI*bP)>=0;const a9=hH(A,bb?n+r-p:p-n,i.letters);const bL=bA(a9,i.letters);const l=bb?p:p-bL;const e=t+4;const aF=[l,e-cl*b4,l+bL,e+dl*b4];const cv=!ax.some(Z=>dq(Z.space,aF)||Z.right===bb&&Math.abs(Z.y-e)<hG-3);if(!a9||!cv||aF[0]<n-2||aF[1]<C-2||aF[2]>n+r+2||aF[3]>C+I+2){return null}
ax.push({space:aF,right:bb,y:e});return af("text",{x:p,y:e,"font-size":b4,"text-anchor":bb?undefined:"end",fill:i.ink},a9)}
function hO(ag,by,f3,i){const[,,r,I]=ag.box;const d1=[...ag.group.querySelectorAll("path")];const L=by.reduce((aj,d)=>aj+d,0);const aG=Math.max(1,Math.min(r/2-Math.min(hF,r*0.28),I/2-14));const ax=[];const as=[];let l=0;ag.slices.forEach((a3,a)=>{const N=L>0?by[a]/L:0;const u=l+N;const fn=aW(100*N,0)+"%";const ff=N>0&&N<1;d1[a].setAttribute("d",L>0?hM(ag,aG,aG*ag.hole,l,u):"");d1[a].setAttribute("stroke",ff?i.paper:"none");d1[a].setAttribute("stroke-width",ff?1.5:0);[a3.x,a3.y]=cY(ag,aG*(1+ag.hole)/2,(l+u)/2);a3.value=cs({format:f3},by[a])+", "+fn;const bi=N>0?hN(ag,(a3.label??a3.along)+" "+fn,(l+u)/2,aG,i,ax):null;as.push(...bi?[bi]:[]);l=u});ag.group.querySelectorAll("text").forEach(bi=>bi.remove());ag.group.append(...as)}
function N(i,w,aq){i.circles.forEach((ag,c)=>{const bz=w.slots.findIndex(([V])=>V===c);hO(ag,ag.slices.map((bB,a)=>Math.max(0,aq.value(bz*1e7+a)??0)),w.format,i)})}
