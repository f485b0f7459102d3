function hy(h){const{figure:ac,program:i,svg:al,status:cf}=h;function cX(aS){h.brush=aS;h.redraw();const[eK,bc]=aS!==null&&i.map?fs().flatMap($=>$.names):[];cf.textContent=aS===null?"":eK&&!bc?eK+" selected":hW(h.seen(),aS);h.tell()}
function ft(){const c=i.panels[0];const{brush:Y}=h;if(!c){return[]}
if(i.map){return fs()}
return[[c.x,i.xColumn,0],[c.y,i.yColumn,2]].map(([ah,bJ,f])=>{if(ar(ah)){return Y===null?{title:bJ}:{title:bJ,from:Y[f],to:Y[f+1]}}
return{title:bJ,names:Y===null?[]:ah.names.filter((bC,a)=>a>=Y[f]-0.4&&a<=Y[f+1]+0.4)}})}
function fs(){const{brush:Y}=h;const Z=h.seen().filter(k=>k.all.hit);const cx=([b6,b7])=>Y&&b6>=Y[0]&&b6<=Y[1]&&b7>=Y[2]&&b7<=Y[3];const aI=Z.flatMap(k=>[...k.item].slice(0,k.count).filter(a=>cx([k.all.x(a),k.all.y(a)])).map(k.all.along));return Z.some(k=>k.count>0)?[{title:i.xColumn,names:aI}]:[]}
const dw=gl=>ac.dispatchEvent(new CustomEvent("peso:select",{detail:gl}));const U=()=>dw(ft());const bu=[...al.querySelectorAll("g.mark.slice path")];const bG=i.circles.flatMap(ag=>ag.slices);let a3=null;function el(a){a3=a;bu.forEach((aC,r)=>aC.classList.toggle("faint",a!==null&&bG[r].along!==bG[a].along));cf.textContent=a===null?"":bG[a].along+" selected"}
function fu(a){const y=a===null?null:bG[a].along;el(a);dw([{title:i.x,names:a===null?[]:[y]}])}
function hU(gm){const a=bu.indexOf(gm);return a<0?null:c_(...h.seen().flatMap(k=>[...k.item.keys()].map(r=>[k,r]))[a])}
function hE(B){if(bu.length>0){const a=B?bG.indexOf(B.panel.slices[B.k]):-1;fu(a<0||a3!==null&&bG[a3].along===B.along?null:a);return}
const z=B&&hX(B);cX(z&&String(z)!==String(h.brush)?z:null);U()}
function hX({panel:c,run:k,at:f}){const fv=d=>[d-1e-9,d+1e-9];if(i.map){return k.all.hit&&k.count>0?[...fv(f[0]),...fv(f[1])]:null}
const{x:g,y:e}=c;if(ar(g)&&ar(e)){return null}
const V=j=>[Math.min(j.low,j.high),Math.max(j.low,j.high)];const a=c0(f[ar(g)?1:0]);return ar(g)?[...V(g),a-0.5,a+0.5]:[a-0.5,a+0.5,...V(e)]}
function cw(){if(a3!==null){fu(null)}
if(h.brush!==null){cX(null);U()}}
function cc(){el(null);if(h.brush!==null){cX(null)}}
const cO=()=>i.map||!i.panels[0]?[]:[i.panels[0].x,i.panels[0].y];const by=()=>({brush:h.brush,slice:a3===null?null:bG[a3].along,along:h.brush===null?[]:cO().map((ah,f)=>ar(ah)?h.brush[2*f]<=ah.low&&h.brush[2*f+1]>=ah.high:ft()[f].names)});function hD({brush:Y,slice:y,along:aM}){const a=bG.findIndex($=>$.along===y);if(a>=0){el(a)}
if(!Y){return}
const V=cO().flatMap((ah,f)=>{const cb=Y.slice(2*f,2*f+2);if(ar(ah)){return aM[f]===true?[ah.low,ah.high]:cb}
const be=[...ah.names.keys()].filter(r=>aM[f].includes(ah.names[r]));const[aA,aY]=[be[0],be.at(-1)];return be.length===aM[f].length&&aY-aA<be.length?[aA-0.5,aY+0.5]:[NaN,NaN]});if(!V.some(Number.isNaN)){cX(i.map?Y:V)}}
Object.assign(h,{setBrush:cX,pick:U,sliceAt:hU,drill:hE,clear:cw,forget:cc,choice:by,restore:hD})}
