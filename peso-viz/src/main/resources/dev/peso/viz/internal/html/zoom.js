function hx(h){const{program:i,status:cf,views:bk}=h;const eA=c=>{const aP=c.marks.every(b=>b.type==="point"||b.type==="segment"||b.type==="density"||b.type==="label"||b.type==="map");const g=ar(c.x);return{x:g,y:ar(c.y)&&(aP||!g)}};function f2(c,iy){const ah=eA(c);const[g,e]=h.scales(c);const V={...bk.get(c.grid)};const ch=(bZ,aA,a)=>{const[n,t]=iy(bZ.from,bZ.to,a).map(f=>bL(bZ,f));const bh=(aA.high-aA.low);const iz=Math.max(Math.abs(aA.low),Math.abs(aA.high))*1e-9;return n<t&&t-n>iz&&(aA.kind==="LOG"?n>0:t-n<bh*20)?[n,t]:null};if(ah.x){V.x=ch(g,c.x,0)??V.x}
if(ah.y){V.y=ch(e,c.y,1)??V.y}
bk.set(c.grid,V);h.redraw();dd(c)}
function dd(c){const[g,e]=h.scales(c);const V=bk.get(c.grid)??{};if(i.map){cf.textContent=g0(c.x,g);return}
const c5=ah=>ah.kind==="TIME"&&ah.high-ah.low>10*bS?d=>Math.round(d/bS)*bS:d=>d;const cC=(ah,y)=>y+" from "+a2(ah,c5(ah)(ah.low))+" to "+a2(ah,c5(ah)(ah.high));cf.textContent=[V.x&&cC(g,i.xTitle||"x"),V.y&&cC(e,i.yTitle||"y")].filter(Boolean).join(", ")}
Object.assign(h,{announce:dd,canZoom:i.panels.some(c=>eA(c).x||eA(c).y),zoomAt:(c,cE,f)=>f2(c,(l,v,a)=>[f[a]+(l-f[a])*cE,f[a]+(v-f[a])*cE]),pan:(c,_)=>f2(c,(l,v,a)=>[l-_[a],v-_[a]])})}
