function hu(ee){if(!ee.startsWith('{"texts"')){return JSON.parse(ee)}
let b1=null;return JSON.parse(ee,(bH,d)=>{b1??=bH==="texts"?d:null;return b1?.[d?.text]??d})}
function a4(ac,R){const i=hu(ac.querySelector("script[type='application/json']").textContent);he(i);const h=gB(ac,i,R);const{svg:al,status:cf,views:bk,hidden:aK}=h;al.setAttribute("role","group");ac.classList.add("live");const ef=()=>({views:[...bk],hidden:[...aK],brush:h.brush});Object.assign(h,{tell:()=>ac.dispatchEvent(new CustomEvent("peso:view",{bubbles:true,detail:ef()})),reset(){bk.clear();const bI=h.brush!==null;h.brush=null;h.noBand();cf.textContent="";h.redraw();h.tell();if(bI){h.pick()}}});gG(h);hw(h);hx(h);hy(h);hz(h);hA(h);gn(h);if(i.overview){go(h)}
if(i.panels.length>0){hB(h)}
const eg=ac.querySelector("details");eg.addEventListener("toggle",()=>{const dv=eg.querySelector("table");if(dv.rows.length===0){hC(dv,h.seen(),i)}});eg.hidden=h.seen().length===0;const{redraw:bs,reset:hv,shapes:aa,forget:cc,setBrush:Y}=h;ac.peso={state:ef,reset:hv,brush:Y,redraw:bs,shapes:aa,forget:cc,kept:()=>({...ef(),choice:h.choice()}),zoom(g,e,gp=0){bk.set(gp,{x:g,y:e});bs();h.tell()},refill(c8,z){i.panels.forEach(c=>{c.letters=i.letters});f8(i,c8,z);bs()}};if(i.panels.some(c=>c.marks.some(b=>b.canvas))){bs();addEventListener("resize",()=>ac.isConnected&&bs())}else if(R){bs()}
h.restore(R?.choice??{})}
const fm=({box:[m,D,q,G]})=>[m+q/2,D+G/2];
const eh=h=>h.current?.panel??h.program.panels[0];
function hA(h){const{figure:ac,canZoom:ei}=h;ac.addEventListener("keydown",x=>{if(x.target!==ac||x.ctrlKey||x.metaKey||x.altKey){return}
const c=eh(h);const{current:bX}=h;const bD={ArrowRight:[-40,0],ArrowLeft:[40,0],ArrowDown:[0,-40],ArrowUp:[0,40]}[x.key];if(x.key==="Escape"){h.hide();h.clear();return}
if(ei&&(x.key==="+"||x.key==="-")){h.zoomAt(c,x.key==="+"?1/1.25:1.25,bX?[bX.x,bX.y]:fm(c))}else if(ei&&x.key==="0"){h.reset()}else if(x.key==="Enter"&&ac.closest(".board")){dw()}else if(ei&&x.shiftKey&&bD){h.pan(c,bD)}else{const B=dq(h.seen(),bX,x.key);if(!B){return}
h.show(B)}
x.preventDefault()});function dw(){const B=h.current;h.drill(B);const fn=B&&ej(h.seen(),[B.x,B.y],1);if(fn){h.show(fn)}}
}
function hB(h){const hF=h.figure.querySelector(".tools");const dx=(A,bJ,hG)=>{const ax=Object.assign(document.createElement("button"),{type:"button",textContent:A,title:bJ});ax.setAttribute("aria-label",bJ);ax.addEventListener("click",()=>hG(ax));hF.append(ax)};const fl=cE=>h.zoomAt(eh(h),cE,fm(eh(h)));if(h.canZoom){dx("+","Zoom in",()=>fl(1/1.5));dx("−","Zoom out",()=>fl(1.5))}
dx("Select","Select a part by dragging",ax=>{h.selecting=!h.selecting;ax.setAttribute("aria-pressed",String(h.selecting));h.svg.classList.toggle("selecting",h.selecting)});dx("Reset","Show all",h.reset)}
document.querySelectorAll("figure.peso").forEach(ac=>a4(ac));
