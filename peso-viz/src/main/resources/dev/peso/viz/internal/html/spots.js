function hY(b,g,e,i){if(b.rings&&b.name){return g4(b,i)}
if(b.quiet){return null}
if(i.map&&b.type==="point"){return g6(b)}
switch(b.type){case"line":case"point":return hZ(b,g,e);case"area":return h$(b,g,e,i);case"bar":return b.values?h_(b,g,e,i):fw(b,g,e,i);case"segment":return b.part?fw(b,g,e,i):null;case"density":return h0(b,g,e);default:return null}
}
const fx=(b,A)=>b.part&&b.part!==b.name?b.part+" "+A:A;
function fy(b,j,i,l,v){if(!b.part&&i.fromZero){return cs(j,v-l)}
const[n,t]=[l,v].map(d=>cs(j,d));return fx(b,n===t?n:n+" – "+t)}
function hZ(b,g,e){const cn=!ar(e)&&ar(g);const at=[a=>a2(g,b.x[a]),a=>a2(e,b.y[a])];const d=at[cn?0:1];const[aA,bp]=b.first===undefined?[0,1]:[b.first,2];const f=a=>aA+a*bp;return{count:Math.ceil((b.x.length-aA)/bp),x:a=>b.x[f(a)],y:a=>b.y[f(a)],along:a=>at[cn?1:0](f(a)),value:a=>fx(b,d(f(a)))}}
function h$(b,g,e,i){const[j,bn]=b.upright?[g,e]:[e,g];const aM=a=>b.along[a];const a5=a=>b.part?(b.low[a]+b.high[a])/2:b.high[a];return{count:b.along.length,x:b.upright?aM:a5,y:b.upright?a5:aM,along:a=>a2(j,b.along[a]),value:a=>fy(b,bn,i,b.low[a],b.high[a])}}
const bQ=(n,t)=>a=>(n[a]+t[a])/2;
function h_(b,g,e,i){const[fz,fA]=[bQ(b.x1,b.x2),bQ(b.y1,b.y2)];return{count:b.x1.length,x:fz,y:fA,within:(a,Y)=>eb(b,a,Y),along:a=>a2(g,fz(a))+", "+a2(e,fA(a)),value:a=>cs(i.color,b.values[a])}}
function fw(b,g,e,i){const cn=!ar(e)&&ar(g)||b.type==="segment"&&ar(g)&&b.y1.every((l,a)=>l===b.y2[a]);const[j,h1]=cn?[e,g]:[g,e];const[a4,bl,l,v]=cn?[b.y1,b.y2,b.x1,b.x2]:[b.x1,b.x2,b.y1,b.y2];const f=bQ(a4,bl);const bR=b.part?bQ(l,v):a=>v[a];return{count:a4.length,x:cn?bR:f,y:cn?f:bR,within:(a,Y)=>eb(b,a,Y),along:a=>ar(j)&&!b.part?a2(j,a4[a])+" – "+a2(j,bl[a]):a2(j,f(a)),value:a=>fy(b,h1,i,l[a],v[a])}}
function h0(b,g,e){const cF=[...b.counts.keys()].filter(a=>b.counts[a]>0);const X=(j,l,v,O)=>bL(j,E(j,l)+(E(j,v)-E(j,l))*O);const em=(a,bc)=>X(g,b.x1[0],b.x2[0],(cF[a]%b.columns+bc)/b.columns);const en=(a,bc)=>X(e,b.y1[0],b.y2[0],(Math.floor(cF[a]/b.columns)+bc)/b.rows);return{count:cF.length,x:a=>em(a,0.5),y:a=>en(a,0.5),rows:a=>b.counts[cF[a]],along:a=>a2(g,em(a,0))+" – "+a2(g,em(a,1)),value:a=>a2(e,en(a,0))+" – "+a2(e,en(a,1))}}
function gQ(i,bK,aK){const Z=[];for(const c of i.panels){const[g,e]=bK(c);const[m,D,q,G]=c.box;for(const b of dV(c,aK)){const M=aK.has(b.name)?null:hY(b,g,e,i);if(M===null){continue}
const k={panel:c,all:M,scales:[g,e],series:b.rings?"":b.name,count:0,x:new Float64Array(M.count),y:new Float64Array(M.count),item:new Int32Array(M.count)};for(let a=0;a<M.count;a++){const p=E(g,M.x(a));const u=E(e,M.y(a));if(p>=m-1&&p<=m+q+1&&u>=D-1&&u<=D+G+1){k.x[k.count]=p;k.y[k.count]=u;k.item[k.count++]=a}}
if(k.count>0||M.hit){Z.push(k)}}}
return Z.concat(i.circles.map(h3))}
function h3(ag){const{slices:bu}=ag;const M={x:a=>bu[a].x,y:a=>bu[a].y,along:a=>bu[a].along,value:a=>bu[a].value};return{panel:ag,all:M,series:"",count:bu.length,x:bu.map(a3=>a3.x),y:bu.map(a3=>a3.y),item:[...bu.keys()]}}
function c_(k,r){const{all:M,panel:c,series:d6}=k;const a=k.item[r];return{run:k,k:r,panel:c,series:d6,x:k.x[r],y:k.y[r],at:[M.x(a),M.y(a)],along:M.along(a),value:M.value(a),rows:M.rows?.(a)}}
function ej(Z,[p,u],aB){let cT=aB*aB;let ap=null;for(const k of Z.filter(k=>!k.all.hit)){for(let r=0;r<k.count;r++){const fB=(k.x[r]-p)**2+(k.y[r]-u)**2;if(fB<cT){cT=fB;ap=[k,r]}}}
return ap?c_(...ap):Z.some(k=>k.all.hit)?g8(Z,[p,u]):null}
const h4=8;
function fr(Z,f,aB){const ci=Z.filter(k=>k.all.within&&k.scales);for(const k of ej(Z.filter($=>!$.all.hit),f,h4)?[]:ci.reverse()){const[b6,b7]=k.scales.map((j,a)=>bL(j,f[a]));const r=k.item.subarray(0,k.count).findIndex(a=>k.all.within(a,[b6,b6,b7,b7]));if(r>=0){return c_(k,r)}}
return ej(Z,f,aB)}
function hW(Z,Y){const[aN,aU,aO,aV]=Y;let ad=0;for(const{all:M,count:a9,item:ak}of Z){for(let r=0;r<a9;r++){const[b6,b7]=[M.x(ak[r]),M.y(ak[r])];if(M.within?M.within(ak[r],Y):b6>=aN&&b6<=aU&&b7>=aO&&b7<=aV){ad+=M.rows?.(ak[r])??1}}}
const cS=Z.some(k=>k.all.rows)?" row":" mark";return aW(ad,0)+cS+(ad===1?"":"s")+" selected"}
function dq(Z,bX,bH){Z=Z.filter(k=>k.count>0);if(Z.length===0){return null}
const aI=[...new Set(Z.map(k=>k.series))];const y=bX?.series??aI[0];const of=d6=>Z.filter(k=>k.series===d6);const S=of(y);const c7=dA=>dA.reduce((aj,k)=>aj+k.count,0);let f=-1;if(bX){const b2=S.findIndex(k=>k===bX.run);f=c7(S.slice(0,b2))+bX.k}
const U=(dA,eo)=>{let b8=Math.min(Math.max(eo,0),c7(dA)-1);const k=dA.find($=>b8<$.count||(b8-=$.count,false));return c_(k,b8)};switch(bH){case"ArrowRight":return U(S,f+1);case"ArrowLeft":return U(S,f-1);case"ArrowDown":return U(of(aI[(aI.indexOf(y)+1)%aI.length]),f);case"ArrowUp":return U(of(aI[(aI.indexOf(y)-1+aI.length)%aI.length]),f);case"Home":return U(S,0);case"End":return U(S,Infinity);default:return null}
}
const fC=1000;
function hC(dv,Z,i){const ae=(cF,d7)=>{const S=dv.insertRow();for(const A of cF){S.append(Object.assign(document.createElement(d7),{textContent:A}))}};const dB=[];for(const k of Z){for(let r=0;r<k.count&&dB.length<fC;r++){dB.push(c_(k,r))}}
const bq=[["panel",B=>B.panel.title??"",Z.some(k=>k.panel.title)],[i.series||"series",B=>B.series,Z.some(k=>k.series!==Z[0].series)],[i.x||"x",B=>B.along,dB.some(B=>B.along)],[i.y||"value",B=>B.value,true],["rows",B=>B.rows??"",Z.some(k=>k.all.rows)]].filter(([,,h5])=>h5);ae(bq.map(([bJ])=>bJ),"th");dB.forEach(B=>ae(bq.map(([,A])=>A(B)),"td"));const bc=Z.reduce((aj,k)=>aj+k.count,0)-fC;if(bc>0){ae(["and "+aW(bc,0)+" more"],"td")}
}
