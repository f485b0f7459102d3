function hw(h){const{figure:ab,program:i,svg:al,status:cf}=h;function cW(aS){h.brush=aS;h.redraw();const[eI,bc]=aS!==null&&i.map?fq().flatMap(Z=>Z.names):[];cf.textContent=aS===null?"":eI&&!bc?eI+" selected":hU(h.seen(),aS);h.tell()}
function fr(){const c=i.panels[0];const{brush:X}=h;if(!c){return[]}
if(i.map){return fq()}
return[[c.x,i.xColumn,0],[c.y,i.yColumn,2]].map(([ah,bI,f])=>{if(ar(ah)){return X===null?{title:bI}:{title:bI,from:X[f],to:X[f+1]}}
return{title:bI,names:X===null?[]:ah.names.filter((bB,a)=>a>=X[f]-0.4&&a<=X[f+1]+0.4)}})}
function fq(){const{brush:X}=h;const Y=h.seen().filter(k=>k.all.hit);const cw=([b5,b6])=>X&&b5>=X[0]&&b5<=X[1]&&b6>=X[2]&&b6<=X[3];const aJ=Y.flatMap(k=>[...k.item].slice(0,k.count).filter(a=>cw([k.all.x(a),k.all.y(a)])).map(k.all.along));return Y.some(k=>k.count>0)?[{title:i.xColumn,names:aJ}]:[]}
const dv=gk=>ab.dispatchEvent(new CustomEvent("peso:select",{detail:gk}));const U=()=>dv(fr());const bt=[...al.querySelectorAll("g.mark.slice path")];const bF=i.circles.flatMap(ag=>ag.slices);let a3=null;function ej(a){a3=a;bt.forEach((aC,q)=>aC.classList.toggle("faint",a!==null&&bF[q].along!==bF[a].along));cf.textContent=a===null?"":bF[a].along+" selected"}
function fs(a){const x=a===null?null:bF[a].along;ej(a);dv([{title:i.x,names:a===null?[]:[x]}])}
function hS(gl){const a=bt.indexOf(gl);return a<0?null:c$(...h.seen().flatMap(k=>[...k.item.keys()].map(q=>[k,q]))[a])}
function hC(B){if(bt.length>0){const a=B?bF.indexOf(B.panel.slices[B.k]):-1;fs(a<0||a3!==null&&bF[a3].along===B.along?null:a);return}
const z=B&&hV(B);cW(z&&String(z)!==String(h.brush)?z:null);U()}
function hV({panel:c,run:k,at:f}){const ft=d=>[d-1e-9,d+1e-9];if(i.map){return k.all.hit&&k.count>0?[...ft(f[0]),...ft(f[1])]:null}
const{x:g,y:e}=c;if(ar(g)&&ar(e)){return null}
const ac=j=>[Math.min(j.low,j.high),Math.max(j.low,j.high)];const a=c_(f[ar(g)?1:0]);return ar(g)?[...ac(g),a-0.5,a+0.5]:[a-0.5,a+0.5,...ac(e)]}
function cv(){if(a3!==null){fs(null)}
if(h.brush!==null){cW(null);U()}}
function cc(){ej(null);if(h.brush!==null){cW(null)}}
const cN=()=>i.map||!i.panels[0]?[]:[i.panels[0].x,i.panels[0].y];const bx=()=>({brush:h.brush,slice:a3===null?null:bF[a3].along,along:h.brush===null?[]:cN().map((ah,f)=>ar(ah)?h.brush[2*f]<=ah.low&&h.brush[2*f+1]>=ah.high:fr()[f].names)});function hB({brush:X,slice:x,along:aN}){const a=bF.findIndex(Z=>Z.along===x);if(a>=0){ej(a)}
if(!X){return}
const ac=cN().flatMap((ah,f)=>{const cb=X.slice(2*f,2*f+2);if(ar(ah)){return aN[f]===true?[ah.low,ah.high]:cb}
const be=[...ah.names.keys()].filter(q=>aN[f].includes(ah.names[q]));const[aA,aY]=[be[0],be.at(-1)];return be.length===aN[f].length&&aY-aA<be.length?[aA-0.5,aY+0.5]:[NaN,NaN]});if(!ac.some(Number.isNaN)){cW(i.map?X:ac)}}
Object.assign(h,{setBrush:cW,pick:U,sliceAt:hS,drill:hC,clear:cv,forget:cc,choice:bx,restore:hB})}
