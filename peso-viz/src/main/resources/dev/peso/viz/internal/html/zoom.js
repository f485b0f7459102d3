function hv(h){const{program:i,status:cf,views:bj}=h;const ey=c=>{const aQ=c.marks.every(b=>b.type==="point"||b.type==="segment"||b.type==="density"||b.type==="label"||b.type==="map");const g=ar(c.x);return{x:g,y:ar(c.y)&&(aQ||!g)}};function f0(c,iw){const ah=ey(c);const[g,e]=h.scales(c);const ac={...bj.get(c.grid)};const ch=(bY,aA,a)=>{const[m,s]=iw(bY.from,bY.to,a).map(f=>bK(bY,f));const bh=(aA.high-aA.low);const ix=Math.max(Math.abs(aA.low),Math.abs(aA.high))*1e-9;return m<s&&s-m>ix&&(aA.kind==="LOG"?m>0:s-m<bh*20)?[m,s]:null};if(ah.x){ac.x=ch(g,c.x,0)??ac.x}
if(ah.y){ac.y=ch(e,c.y,1)??ac.y}
bj.set(c.grid,ac);h.redraw();dc(c)}
function dc(c){const[g,e]=h.scales(c);const ac=bj.get(c.grid)??{};if(i.map){cf.textContent=g_(c.x,g);return}
const c4=ah=>ah.kind==="TIME"&&ah.high-ah.low>10*bR?d=>Math.round(d/bR)*bR:d=>d;const cB=(ah,x)=>x+" from "+a2(ah,c4(ah)(ah.low))+" to "+a2(ah,c4(ah)(ah.high));cf.textContent=[ac.x&&cB(g,i.xTitle||"x"),ac.y&&cB(e,i.yTitle||"y")].filter(Boolean).join(", ")}
Object.assign(h,{announce:dc,canZoom:i.panels.some(c=>ey(c).x||ey(c).y),zoomAt:(c,cD,f)=>f0(c,(l,u,a)=>[f[a]+(l-f[a])*cD,f[a]+(u-f[a])*cD]),pan:(c,$)=>f0(c,(l,u,a)=>[l-$[a],u-$[a]])})}
