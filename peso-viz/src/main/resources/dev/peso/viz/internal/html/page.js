function hs(ec){if(!ec.startsWith('{"texts"')){return JSON.parse(ec)}
let b0=null;return JSON.parse(ec,(bG,d)=>{b0??=bG==="texts"?d:null;return b0?.[d?.text]??d})}
function a4(ab,R){const i=hs(ab.querySelector("script[type='application/json']").textContent);hd(i);const h=gA(ab,i,R);const{svg:al,status:cf,views:bj,hidden:aL}=h;al.setAttribute("role","group");ab.classList.add("live");const ed=()=>({views:[...bj],hidden:[...aL],brush:h.brush});Object.assign(h,{tell:()=>ab.dispatchEvent(new CustomEvent("peso:view",{bubbles:true,detail:ed()})),reset(){bj.clear();const bH=h.brush!==null;h.brush=null;h.noBand();cf.textContent="";h.redraw();h.tell();if(bH){h.pick()}}});gF(h);hu(h);hv(h);hw(h);hx(h);hy(h);gm(h);if(i.overview){gn(h)}
if(i.panels.length>0){hz(h)}
const ee=ab.querySelector("details");ee.addEventListener("toggle",()=>{const du=ee.querySelector("table");if(du.rows.length===0){hA(du,h.seen(),i)}});ee.hidden=h.seen().length===0;const{redraw:br,reset:ht,shapes:_,forget:cc,setBrush:X}=h;ab.peso={state:ed,reset:ht,brush:X,redraw:br,shapes:_,forget:cc,kept:()=>({...ed(),choice:h.choice()}),zoom(g,e,go=0){bj.set(go,{x:g,y:e});br();h.tell()},refill(c7,z){i.panels.forEach(c=>{c.letters=i.letters});f6(i,c7,z);br()}};if(i.panels.some(c=>c.marks.some(b=>b.canvas))){br();addEventListener("resize",()=>ab.isConnected&&br())}else if(R){br()}
h.restore(R?.choice??{})}
const fl=({box:[n,C,r,I]})=>[n+r/2,C+I/2];
const ef=h=>h.current?.panel??h.program.panels[0];
function hy(h){const{figure:ab,canZoom:eg}=h;ab.addEventListener("keydown",y=>{if(y.target!==ab||y.ctrlKey||y.metaKey||y.altKey){return}
const c=ef(h);const{current:bW}=h;const bC={ArrowRight:[-40,0],ArrowLeft:[40,0],ArrowDown:[0,-40],ArrowUp:[0,40]}[y.key];if(y.key==="Escape"){h.hide();h.clear();return}
if(eg&&(y.key==="+"||y.key==="-")){h.zoomAt(c,y.key==="+"?1/1.25:1.25,bW?[bW.x,bW.y]:fl(c))}else if(eg&&y.key==="0"){h.reset()}else if(y.key==="Enter"&&ab.closest(".board")){dv()}else if(eg&&y.shiftKey&&bC){h.pan(c,bC)}else{const B=dp(h.seen(),bW,y.key);if(!B){return}
h.show(B)}
y.preventDefault()});function dv(){const B=h.current;h.drill(B);const fm=B&&eh(h.seen(),[B.x,B.y],1);if(fm){h.show(fm)}}
}
function hz(h){const hD=h.figure.querySelector(".tools");const dw=(A,bI,hE)=>{const aw=Object.assign(document.createElement("button"),{type:"button",textContent:A,title:bI});aw.setAttribute("aria-label",bI);aw.addEventListener("click",()=>hE(aw));hD.append(aw)};const fk=cD=>h.zoomAt(ef(h),cD,fl(ef(h)));if(h.canZoom){dw("+","Zoom in",()=>fk(1/1.5));dw("−","Zoom out",()=>fk(1.5))}
dw("Select","Select a part by dragging",aw=>{h.selecting=!h.selecting;aw.setAttribute("aria-pressed",String(h.selecting));h.svg.classList.toggle("selecting",h.selecting)});dw("Reset","Show all",h.reset)}
document.querySelectorAll("figure.peso").forEach(ab=>a4(ab));
