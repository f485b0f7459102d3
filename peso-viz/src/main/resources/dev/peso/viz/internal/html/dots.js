const gq=4;
const cM=new Map();
const dR=new WeakMap();
function gr(b,Q,bW,q){const y=[b.shape,b.opacity,!b.sizes,Q,bW,q].join();if(cM.has(y)){return cM.get(y)}
const aB=Math.ceil(Q*bW*0.7)+2;const X=2*aB+1;const aR=Q>8?1:gq;const aw=Object.assign(document.createElement("canvas"),{width:X*aR*aR,height:X}).getContext("2d",{willReadFrequently:true});for(let a=0;a<aR*aR;a++){const p=X*a+aB+(a%aR+0.5)/aR;const u=aB+(Math.floor(a/aR)+0.5)/aR;const aC=new Path2D(b.shape==="CIRCLE"?"":eN(b.shape,p,u,Q*bW).getAttribute("d"));if(b.shape==="CIRCLE"){aC.arc(p,u,Q*bW/2,0,2*Math.PI)}
aw.globalAlpha=b.opacity;aw.fill(aC);if(b.sizes){aw.globalAlpha=1;aw.lineWidth=bW;aw.stroke(aC)}}
const gt=aw.getImageData(0,0,X*aR*aR,X).data;const df=[];for(let a=0;a<aR*aR;a++){const f=[];const cv=[];for(let r=0;r<X*X;r++){const[S,an]=[Math.floor(r/X),r%X];const O=gt[4*(S*X*aR*aR+a*X+an)+3]/255;if(O>0){f.push((S-aB)*q+an-aB);cv.push(O)}}
df.push({at:Int32Array.from(f),shares:Float32Array.from(cv)})}
const ax={phases:aR,masks:df};if(cM.size>999){cM.clear()}
cM.set(y,ax);return ax}
function gu(aT){if(!dR.has(aT)){dR.set(aT,Int32Array.from(aT,aH=>parseInt(aH.slice(1),16)))}
return dR.get(aT)}
function gv(aD,aP){aP((aE,{at:f,shares:cv})=>{for(let o=0;o<f.length;o++){aD[aE+f[o]]+=(1-aD[aE+f[o]])*cv[o]}})}
function gw(aD,aP,bm){aP((aE,{at:f,shares:cv},a)=>{const dS=bm[a]>>16;const dT=bm[a]>>8&255;const dU=bm[a]&255;for(let o=0;o<f.length;o++){const O=cv[o];const W=4*(aE+f[o]);aD[W]+=(dS-aD[W])*O;aD[W+1]+=(dT-aD[W+1])*O;aD[W+2]+=(dU-aD[W+2])*O;aD[W+3]+=(1-aD[W+3])*O}})}
function gx(aD,bV,bm){if(bm.length>1){for(let aE=0;aE<bV.length;aE+=4){const aq=aD[aE+3];if(aq>0){bV[aE]=aD[aE]/aq;bV[aE+1]=aD[aE+1]/aq;bV[aE+2]=aD[aE+2]/aq;bV[aE+3]=255*aq}}
return}
const[dS,dT,dU]=[bm[0]>>16,bm[0]>>8&255,bm[0]&255];for(let r=0,aE=0;r<aD.length;r++,aE+=4){if(aD[r]>0){bV[aE]=dS;bV[aE+1]=dT;bV[aE+2]=dU;bV[aE+3]=255*aD[r]}}
}
function eP(b,g,e,I,gy,cb){const ap=cx(b,g,e,I);const cN=b.sizes?b.sizes.reduce((n,t)=>Math.max(n,t),0):b.size;const dg=Math.ceil(cN*0.7)+4;const[m,D,bM,C]=[I[0]-dg,I[1]-dg,Math.ceil(I[2])+2*dg,Math.ceil(I[3])+2*dg];const cy=cb??af("foreignObject",{x:m,y:D,width:bM,height:C});const ce=cy.firstChild??document.createElement("canvas");const q=Math.round(bM*Math.min(3,Math.max(1,gy)));const G=Math.round(q*C/bM);if(ce.width!==q||ce.height!==G||!cy.firstChild){Object.assign(ce,{width:q,height:G});ce.style.width=bM+"px";ce.style.height=C+"px";cy.append(ce)}
const bW=q/bM;const eQ=new Map();const eR=Q=>{let dh=eQ.get(Q);if(!dh){dh=gr(b,Q,bW,q);eQ.set(Q,dh)}
return dh};const gz=b.sizes?null:eR(b.size);const aP=gA=>{for(let r=0;r<ap.count;r++){const a=ap.at[r];const{phases:aR,masks:df}=gz??eR(Math.round(b.sizes[a]*2)/2);const p=(ap.x[r]-m)*bW;const u=(ap.y[r]-D)*bW;const an=Math.floor(p);const S=Math.floor(u);gA(S*q+an,df[Math.floor((u-S)*aR)*aR+Math.floor((p-an)*aR)],a)}};const bm=gu(b.colors);const aD=new Float32Array(q*G*(bm.length>1?4:1));if(bm.length>1){gw(aD,aP,bm)}else{gv(aD,aP)}
const aw=ce.getContext("2d");const di=aw.createImageData(q,G);gx(aD,di.data,bm);aw.putImageData(di,0,0);return cy}
