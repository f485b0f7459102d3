const gp=4;
const cL=new Map();
const dP=new WeakMap();
function gq(b,Q,bV,r){const x=[b.shape,b.opacity,!b.sizes,Q,bV,r].join();if(cL.has(x)){return cL.get(x)}
const aB=Math.ceil(Q*bV*0.7)+2;const W=2*aB+1;const aR=Q>8?1:gp;const av=Object.assign(document.createElement("canvas"),{width:W*aR*aR,height:W}).getContext("2d",{willReadFrequently:true});for(let a=0;a<aR*aR;a++){const p=W*a+aB+(a%aR+0.5)/aR;const t=aB+(Math.floor(a/aR)+0.5)/aR;const aC=new Path2D(b.shape==="CIRCLE"?"":eL(b.shape,p,t,Q*bV).getAttribute("d"));if(b.shape==="CIRCLE"){aC.arc(p,t,Q*bV/2,0,2*Math.PI)}
av.globalAlpha=b.opacity;av.fill(aC);if(b.sizes){av.globalAlpha=1;av.lineWidth=bV;av.stroke(aC)}}
const gs=av.getImageData(0,0,W*aR*aR,W).data;const de=[];for(let a=0;a<aR*aR;a++){const f=[];const cu=[];for(let q=0;q<W*W;q++){const[S,an]=[Math.floor(q/W),q%W];const N=gs[4*(S*W*aR*aR+a*W+an)+3]/255;if(N>0){f.push((S-aB)*r+an-aB);cu.push(N)}}
de.push({at:Int32Array.from(f),shares:Float32Array.from(cu)})}
const aw={phases:aR,masks:de};if(cL.size>999){cL.clear()}
cL.set(x,aw);return aw}
function gt(aT){if(!dP.has(aT)){dP.set(aT,Int32Array.from(aT,aI=>parseInt(aI.slice(1),16)))}
return dP.get(aT)}
function gu(aD,aQ){aQ((aE,{at:f,shares:cu})=>{for(let o=0;o<f.length;o++){aD[aE+f[o]]+=(1-aD[aE+f[o]])*cu[o]}})}
function gv(aD,aQ,bl){aQ((aE,{at:f,shares:cu},a)=>{const dQ=bl[a]>>16;const dR=bl[a]>>8&255;const dS=bl[a]&255;for(let o=0;o<f.length;o++){const N=cu[o];const V=4*(aE+f[o]);aD[V]+=(dQ-aD[V])*N;aD[V+1]+=(dR-aD[V+1])*N;aD[V+2]+=(dS-aD[V+2])*N;aD[V+3]+=(1-aD[V+3])*N}})}
function gw(aD,bU,bl){if(bl.length>1){for(let aE=0;aE<bU.length;aE+=4){const aq=aD[aE+3];if(aq>0){bU[aE]=aD[aE]/aq;bU[aE+1]=aD[aE+1]/aq;bU[aE+2]=aD[aE+2]/aq;bU[aE+3]=255*aq}}
return}
const[dQ,dR,dS]=[bl[0]>>16,bl[0]>>8&255,bl[0]&255];for(let q=0,aE=0;q<aD.length;q++,aE+=4){if(aD[q]>0){bU[aE]=dQ;bU[aE+1]=dR;bU[aE+2]=dS;bU[aE+3]=255*aD[q]}}
}
function eN(b,g,e,H,gx,cb){const ap=cw(b,g,e,H);const cM=b.sizes?b.sizes.reduce((m,s)=>Math.max(m,s),0):b.size;const df=Math.ceil(cM*0.7)+4;const[n,C,bL,D]=[H[0]-df,H[1]-df,Math.ceil(H[2])+2*df,Math.ceil(H[3])+2*df];const cx=cb??af("foreignObject",{x:n,y:C,width:bL,height:D});const ce=cx.firstChild??document.createElement("canvas");const r=Math.round(bL*Math.min(3,Math.max(1,gx)));const I=Math.round(r*D/bL);if(ce.width!==r||ce.height!==I||!cx.firstChild){Object.assign(ce,{width:r,height:I});ce.style.width=bL+"px";ce.style.height=D+"px";cx.append(ce)}
const bV=r/bL;const eO=new Map();const eP=Q=>{let dg=eO.get(Q);if(!dg){dg=gq(b,Q,bV,r);eO.set(Q,dg)}
return dg};const gy=b.sizes?null:eP(b.size);const aQ=gz=>{for(let q=0;q<ap.count;q++){const a=ap.at[q];const{phases:aR,masks:de}=gy??eP(Math.round(b.sizes[a]*2)/2);const p=(ap.x[q]-n)*bV;const t=(ap.y[q]-C)*bV;const an=Math.floor(p);const S=Math.floor(t);gz(S*r+an,de[Math.floor((t-S)*aR)*aR+Math.floor((p-an)*aR)],a)}};const bl=gt(b.colors);const aD=new Float32Array(r*I*(bl.length>1?4:1));if(bl.length>1){gv(aD,aQ,bl)}else{gu(aD,aQ)}
const av=ce.getContext("2d");const dh=av.createImageData(r,I);gw(aD,dh.data,bl);av.putImageData(dh,0,0);return cx}
