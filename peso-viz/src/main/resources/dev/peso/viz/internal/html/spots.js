function hW(b,g,e,i){if(b.rings&&b.name){return g3(b,i)}
if(b.quiet){return null}
if(i.map&&b.type==="point"){return g5(b)}
switch(b.type){case"line":case"point":return hX(b,g,e);case"area":return hY(b,g,e,i);case"bar":return b.values?hZ(b,g,e,i):fu(b,g,e,i);case"segment":return b.part?fu(b,g,e,i):null;case"density":return h$(b,g,e);default:return null}
}
const fv=(b,A)=>b.part&&b.part!==b.name?b.part+" "+A:A;
function fw(b,j,i,l,u){if(!b.part&&i.fromZero){return cs(j,u-l)}
const[m,s]=[l,u].map(d=>cs(j,d));return fv(b,m===s?m:m+" – "+s)}
function hX(b,g,e){const cn=!ar(e)&&ar(g);const as=[a=>a2(g,b.x[a]),a=>a2(e,b.y[a])];const d=as[cn?0:1];const[aA,bo]=b.first===undefined?[0,1]:[b.first,2];const f=a=>aA+a*bo;return{count:Math.ceil((b.x.length-aA)/bo),x:a=>b.x[f(a)],y:a=>b.y[f(a)],along:a=>as[cn?1:0](f(a)),value:a=>fv(b,d(f(a)))}}
function hY(b,g,e,i){const[j,bm]=b.upright?[g,e]:[e,g];const aN=a=>b.along[a];const a5=a=>b.part?(b.low[a]+b.high[a])/2:b.high[a];return{count:b.along.length,x:b.upright?aN:a5,y:b.upright?a5:aN,along:a=>a2(j,b.along[a]),value:a=>fw(b,bm,i,b.low[a],b.high[a])}}
const bP=(m,s)=>a=>(m[a]+s[a])/2;
function hZ(b,g,e,i){const[fx,fy]=[bP(b.x1,b.x2),bP(b.y1,b.y2)];return{count:b.x1.length,x:fx,y:fy,within:(a,X)=>d9(b,a,X),along:a=>a2(g,fx(a))+", "+a2(e,fy(a)),value:a=>cs(i.color,b.values[a])}}
function fu(b,g,e,i){const cn=!ar(e)&&ar(g)||b.type==="segment"&&ar(g)&&b.y1.every((l,a)=>l===b.y2[a]);const[j,h_]=cn?[e,g]:[g,e];const[a4,bk,l,u]=cn?[b.y1,b.y2,b.x1,b.x2]:[b.x1,b.x2,b.y1,b.y2];const f=bP(a4,bk);const bQ=b.part?bP(l,u):a=>u[a];return{count:a4.length,x:cn?bQ:f,y:cn?f:bQ,within:(a,X)=>d9(b,a,X),along:a=>ar(j)&&!b.part?a2(j,a4[a])+" – "+a2(j,bk[a]):a2(j,f(a)),value:a=>fw(b,h_,i,l[a],u[a])}}
function h$(b,g,e){const cE=[...b.counts.keys()].filter(a=>b.counts[a]>0);const W=(j,l,u,N)=>bK(j,E(j,l)+(E(j,u)-E(j,l))*N);const ek=(a,bc)=>W(g,b.x1[0],b.x2[0],(cE[a]%b.columns+bc)/b.columns);const el=(a,bc)=>W(e,b.y1[0],b.y2[0],(Math.floor(cE[a]/b.columns)+bc)/b.rows);return{count:cE.length,x:a=>ek(a,0.5),y:a=>el(a,0.5),rows:a=>b.counts[cE[a]],along:a=>a2(g,ek(a,0))+" – "+a2(g,ek(a,1)),value:a=>a2(e,el(a,0))+" – "+a2(e,el(a,1))}}
function gP(i,bJ,aL){const Y=[];for(const c of i.panels){const[g,e]=bJ(c);const[n,C,r,I]=c.box;for(const b of dT(c,aL)){const L=aL.has(b.name)?null:hW(b,g,e,i);if(L===null){continue}
const k={panel:c,all:L,scales:[g,e],series:b.rings?"":b.name,count:0,x:new Float64Array(L.count),y:new Float64Array(L.count),item:new Int32Array(L.count)};for(let a=0;a<L.count;a++){const p=E(g,L.x(a));const t=E(e,L.y(a));if(p>=n-1&&p<=n+r+1&&t>=C-1&&t<=C+I+1){k.x[k.count]=p;k.y[k.count]=t;k.item[k.count++]=a}}
if(k.count>0||L.hit){Y.push(k)}}}
return Y.concat(i.circles.map(h1))}
function h1(ag){const{slices:bt}=ag;const L={x:a=>bt[a].x,y:a=>bt[a].y,along:a=>bt[a].along,value:a=>bt[a].value};return{panel:ag,all:L,series:"",count:bt.length,x:bt.map(a3=>a3.x),y:bt.map(a3=>a3.y),item:[...bt.keys()]}}
function c$(k,q){const{all:L,panel:c,series:d4}=k;const a=k.item[q];return{run:k,k:q,panel:c,series:d4,x:k.x[q],y:k.y[q],at:[L.x(a),L.y(a)],along:L.along(a),value:L.value(a),rows:L.rows?.(a)}}
function eh(Y,[p,t],aB){let cS=aB*aB;let ap=null;for(const k of Y.filter(k=>!k.all.hit)){for(let q=0;q<k.count;q++){const fz=(k.x[q]-p)**2+(k.y[q]-t)**2;if(fz<cS){cS=fz;ap=[k,q]}}}
return ap?c$(...ap):Y.some(k=>k.all.hit)?g7(Y,[p,t]):null}
const h2=8;
function fp(Y,f,aB){const ci=Y.filter(k=>k.all.within&&k.scales);for(const k of eh(Y.filter(Z=>!Z.all.hit),f,h2)?[]:ci.reverse()){const[b5,b6]=k.scales.map((j,a)=>bK(j,f[a]));const q=k.item.subarray(0,k.count).findIndex(a=>k.all.within(a,[b5,b5,b6,b6]));if(q>=0){return c$(k,q)}}
return eh(Y,f,aB)}
function hU(Y,X){const[aO,aU,aP,aV]=X;let ad=0;for(const{all:L,count:a9,item:ak}of Y){for(let q=0;q<a9;q++){const[b5,b6]=[L.x(ak[q]),L.y(ak[q])];if(L.within?L.within(ak[q],X):b5>=aO&&b5<=aU&&b6>=aP&&b6<=aV){ad+=L.rows?.(ak[q])??1}}}
const cR=Y.some(k=>k.all.rows)?" row":" mark";return aW(ad,0)+cR+(ad===1?"":"s")+" selected"}
function dp(Y,bW,bG){Y=Y.filter(k=>k.count>0);if(Y.length===0){return null}
const aJ=[...new Set(Y.map(k=>k.series))];const x=bW?.series??aJ[0];const of=d4=>Y.filter(k=>k.series===d4);const S=of(x);const c6=dz=>dz.reduce((aj,k)=>aj+k.count,0);let f=-1;if(bW){const b1=S.findIndex(k=>k===bW.run);f=c6(S.slice(0,b1))+bW.k}
const U=(dz,em)=>{let b7=Math.min(Math.max(em,0),c6(dz)-1);const k=dz.find(Z=>b7<Z.count||(b7-=Z.count,false));return c$(k,b7)};switch(bG){case"ArrowRight":return U(S,f+1);case"ArrowLeft":return U(S,f-1);case"ArrowDown":return U(of(aJ[(aJ.indexOf(x)+1)%aJ.length]),f);case"ArrowUp":return U(of(aJ[(aJ.indexOf(x)-1+aJ.length)%aJ.length]),f);case"Home":return U(S,0);case"End":return U(S,Infinity);default:return null}
}
const fA=1000;
function hA(du,Y,i){const ae=(cE,d5)=>{const S=du.insertRow();for(const A of cE){S.append(Object.assign(document.createElement(d5),{textContent:A}))}};const dA=[];for(const k of Y){for(let q=0;q<k.count&&dA.length<fA;q++){dA.push(c$(k,q))}}
const bp=[["panel",B=>B.panel.title??"",Y.some(k=>k.panel.title)],[i.series||"series",B=>B.series,Y.some(k=>k.series!==Y[0].series)],[i.x||"x",B=>B.along,dA.some(B=>B.along)],[i.y||"value",B=>B.value,true],["rows",B=>B.rows??"",Y.some(k=>k.all.rows)]].filter(([,,h3])=>h3);ae(bp.map(([bI])=>bI),"th");dA.forEach(B=>ae(bp.map(([,A])=>A(B)),"td"));const bc=Y.reduce((aj,k)=>aj+k.count,0)-fA;if(bc>0){ae(["and "+aW(bc,0)+" more"],"td")}
}
