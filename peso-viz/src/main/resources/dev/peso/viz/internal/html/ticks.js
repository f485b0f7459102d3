const bf=W=>Number("1e"+W);
const bv=Math.log10;
function aW(d,aZ,ih=4){const[er,bw]=Math.abs(d).toExponential().split("e");let H=er.replace(".","");const b_=Number(bw)+1+aZ;if(b_<H.length){const dj=H[b_]??"0";const ii=b_<=0||H[b_-1]%2===0;const P=b_>=0&&dj==="5"&&H.length===b_+1;const ds=b_>=0&&(P?!ii:dj>="5");H=String(BigInt(H.slice(0,Math.max(0,b_))||"0")+(ds?1n:0n))}else{H=H.padEnd(b_,"0")}
H=H.replace(/^0+(?=\d)/,"").padStart(aZ+1,"0");const aq=H.slice(0,H.length-aZ);const b8=H.slice(H.length-aZ);const co=aq.length>ih?aq.replace(/\B(?=(\d{3})+$)/g,","):aq;return(d<0&&/[1-9]/.test(H)?"−":"")+co+(aZ>0?"."+b8:"")}
const dD=["","k","M","B","T"];
function es(L){let cg=Math.abs(L);for(let aZ=0;aZ<9;aZ++){if(Math.abs(cg-c0(cg))<1e-6*cg){return aZ}
cg*=10}
return 9}
function c0(d){const s=Math.floor(d);const b8=d-s;return b8<0.5||b8===0.5&&s%2===0?s:s+1}
const et=d=>Number(Math.abs(d).toExponential(5).split("e")[1]);
function fS(d,L){const bw=et(d);return aW(d/bf(bw),Math.min(6,es(L/bf(bw))))+"e"+(bw<0?"−":"")+Math.abs(bw)}
function ij(d,L,cN){if(d===0){return"0"}
const Q=Math.max(cN,L);if(Q>=1e15||Q<1e-4){return fS(d,L)}
let K=Q<1e5?0:Math.min(4,Math.trunc(bv(Q*1.0000001)/3));K=Q<1e12&&es(L/bf(3*K))>2?0:K;const fT=bf(3*K);return aW(d/fT,es(L/fT),Q<1e4?4:3)+dD[K]}
const dE=A=>A.includes(".")?A.replace(/\.?0+$/,""):A;
function ct(d){if(Number.isNaN(d)){return"none"}
if(!Number.isFinite(d)){return d>0?"∞":"−∞"}
const Q=Math.abs(d);if(Q!==0&&(Q>=1e15||Q<1e-4)){return fS(d,bf(et(d)-2)).replace(/\.?0+e/,"e")}
if(d===c0(d)&&Q<1e5){return aW(d,0)}
const H=Q===0?0:Math.floor(bv(Q))+1;if(Q>=1e5){const K=Math.min(4,Math.trunc((H-1)/3));return dE(aW(d/bf(3*K),2))+dD[K]}
return dE(aW(d,Math.min(8,Math.max(0,4-H))))}
const dF=["Jan","Feb","Mar","Apr","May","Jun","Jul","Aug","Sep","Oct","Nov","Dec"];
const bS=86400000;
const dG={YEARS:31556952000,MONTHS:2629746000,DAYS:bS,HOURS:3600000,MINUTES:60000,SECONDS:1000,MILLIS:1};
const bg=eu=>String(eu).padStart(2,"0");
const ev=ew=>new Date(Math.floor(Math.min(2.5e14,Math.max(-6.2e13,ew))));
function ex(cp,cI){const ai=new Date(0);ai.setUTCFullYear(cp,cI,1);return ai.getTime()}
function ey(ai){return dF[ai.getUTCMonth()]+" "+ai.getUTCDate()+", "+ai.getUTCFullYear()}
function fU(ai,K){switch(K){case"YEARS":return String(ai.getUTCFullYear());case"MONTHS":return dF[ai.getUTCMonth()];case"DAYS":return dF[ai.getUTCMonth()]+" "+ai.getUTCDate();case"HOURS":case"MINUTES":return bg(ai.getUTCHours())+":"+bg(ai.getUTCMinutes());case"SECONDS":return bg(ai.getUTCHours())+":"+bg(ai.getUTCMinutes())+":"+bg(ai.getUTCSeconds());default:return bg(ai.getUTCMinutes())+":"+bg(ai.getUTCSeconds())+"."+String(ai.getUTCMilliseconds()).padStart(3,"0")}
}
function dH(ew,bh){const ai=ev(ew);const aq=((ai.getTime()%bS)+bS)%bS===0;if(aq||bh>400*bS){return ey(ai)}
return ey(ai)+" "+fU(ai,ai.getUTCSeconds()===0&&bh>600000?"MINUTES":bh>10000?"SECONDS":"MILLIS")}
const ik=["January","February","March","April","May","June","July","August","September","October","November","December"];
const fV=["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday"];
const il={yyyy:J=>(J.getUTCFullYear()<0?"-":"")+String(Math.abs(J.getUTCFullYear())).padStart(4,"0"),yy:J=>bg((J.getUTCFullYear()%100+100)%100),Q:J=>Math.floor(J.getUTCMonth()/3)+1,MMMM:J=>ik[J.getUTCMonth()],MMM:J=>dF[J.getUTCMonth()],MM:J=>bg(J.getUTCMonth()+1),M:J=>J.getUTCMonth()+1,dd:J=>bg(J.getUTCDate()),d:J=>J.getUTCDate(),EEEE:J=>fV[J.getUTCDay()],EEE:J=>fV[J.getUTCDay()].slice(0,3),HH:J=>bg(J.getUTCHours()),H:J=>J.getUTCHours(),hh:J=>bg((J.getUTCHours()+11)%12+1),h:J=>(J.getUTCHours()+11)%12+1,mm:J=>bg(J.getUTCMinutes()),ss:J=>bg(J.getUTCSeconds()),SSS:J=>String(J.getUTCMilliseconds()).padStart(3,"0"),a:J=>J.getUTCHours()<12?"AM":"PM"
};
function dc({parts:bG,kind:bT,decimals:aZ,prefix:fW,suffix:im,grouped:cH},d){if(!Number.isFinite(d)){return ct(d)}
if(bG){return bG.map(aS=>aS[0]==="'"?aS.slice(1):il[aS](ev(d))).join("")}
const H=(eu,be)=>aW(eu,be,cH?3:Infinity);let A;if(bT==="%"){A=H(d*100,Math.max(0,aZ))+"%"}else if(bT==="e"){const bw=d===0?0:et(d);const er=bw>=0?d/bf(bw):d*bf(-bw);A=H(er,aZ<0?2:aZ)+"e"+(bw<0?"−":"")+Math.abs(bw)}else if(bT==="s"){const be=aZ<0?1:aZ;const io=K=>aW(Math.abs(d/bf(3*K)),be,Infinity);let K=0;while(K<dD.length-1&&Number(io(K))>=1000){K++}
A=H(d/bf(3*K),be);A=(aZ<0?dE(A):A)+dD[K]}else{A=aZ<0?dE(H(d,6)):H(d,aZ)}
return(A[0]==="−"?"−"+fW+A.slice(1):fW+A)+im}
const cs=(j,d)=>j.format?dc(j.format,d):ct(d);
function a2(j,d){if(j.format){return dc(j.format,d)}
const bh=j.high-j.low;switch(j.kind){case"TIME":return dH(d,bh);case"CLOCK":return dH(d,Math.min(bh,600000)).split(" ").pop();case"CATEGORY":return j.names[c0(d)]??"";default:return ct(d)}
}
function ip(s,C,a$){const bh=C-s;const fX=Math.floor(bv(bh));const aQ=[];for(let W=fX;W>=fX-3;W--){for(const c3 of[5,2,1]){const L=W>=0?c3*bf(W):c3/bf(-W);if(bh/L<=a$&&L<Infinity){aQ.push(L)}}}
return aQ}
function iq(s,C,L){const aA=Math.ceil(s/L-1e-9);const aY=Math.floor(C/L+1e-9);const N=[];if(!(aY-aA<2000)){return N}
const cN=Math.max(Math.abs(aA*L),Math.abs(aY*L));for(let a=aA;a<=aY;a++){const d=L>=1?a*L:a/c0(1/L);N.push([d+0,ij(d,L,cN),null])}
return N}
function fY(s,C){const l=Math.floor(bv(s)+1e-9);const v=Math.ceil(bv(C)-1e-9);const ez=Math.max(1,Math.trunc((v-l)/40));const fZ=(bp,H)=>{const N=[];for(let W=l;W<=v;W++){if(((W%bp)+bp)%bp===0){for(const c3 of H){const d=W>=0?c3*bf(W):c3/bf(-W);if(d>=s*(1-1e-9)&&d<=C*(1+1e-9)){N.push([d,ct(d),null])}}}}
return N};const a6=[];for(let bp=8*ez;bp>=ez;bp=Math.trunc(bp/2)){a6.push(fZ(bp,[1]));if(bp===1){break}}
for(const H of[[1,3],[1,2,5],[1,2,3,4,5,6,7,8,9]]){a6.push(fZ(ez,H))}
return a6}
function ir(bh,a$){const aQ=[];for(let c4=100000;c4>=10;c4/=10){aQ.push(["YEARS",c4],["YEARS",c4/2],["YEARS",c4/5])}
const cd=(K,...h2)=>h2.forEach(ad=>aQ.push([K,ad]));cd("YEARS",1);cd("MONTHS",6,3,2,1);cd("DAYS",14,7,2,1);cd("HOURS",12,6,3,2,1);cd("MINUTES",30,15,10,5,2,1);cd("SECONDS",30,15,10,5,2,1);cd("MILLIS",500,200,100,50,20,10,5,2,1);return aQ.filter(([K,ad])=>dG[K]*ad<=bh&&bh/(dG[K]*ad)<=a$)}
function is(s,C,[K,ad],it){const a4=ev(s);const N=[];let aY=null;const iu=K==="YEARS"?12*ad:ad;let f;let cp=a4.getUTCFullYear();let cI=0;if(K==="YEARS"){cp=Math.floor(cp/ad)*ad;f=ex(cp,0)}else if(K==="MONTHS"){cI=Math.trunc(a4.getUTCMonth()/ad)*ad;f=ex(cp,cI)}else if(K==="DAYS"){const c5=Math.floor(a4.getTime()/bS);f=(c5-(((c5-4)%ad)+ad)%ad)*bS}else{const L=dG[K]*ad;f=Math.floor(a4.getTime()/L)*L}
while(f<=C){if(f>=s){const ai=new Date(f);const aw=it||K==="YEARS"?null:K==="MONTHS"||K==="DAYS"?String(ai.getUTCFullYear()):ey(ai);N.push([f,fU(ai,K),aw===aY?null:aw]);aY=aw}
if(K==="YEARS"||K==="MONTHS"){cI+=iu;f=ex(cp,cI)}else{f+=dG[K]*ad}}
return N}
function f$(j){const a6=iv(j);if(!j.format){return a6}
const M=a6.map(N=>N.map(([d])=>[d,dc(j.format,d),null]));const cw=M.filter(N=>new Set(N.map(c6=>c6[1])).size===N.length);return cw.some(N=>N.length>1)?cw:M}
function iv(j){const{low:s,high:C}=j;const a$=Math.max(12,Math.abs(j.to-j.from)/15);const aq=j.whole&&Math.floor(C)>Math.ceil(s);const f_=()=>ip(s,C,a$).filter(L=>L>=1||!aq).map(L=>iq(s,C,L));switch(j.kind){case"NUMBER":return f_();case"LOG":return C/s>12?fY(s,C):[...fY(s,C),...f_()];default:{const aQ=ir(C-s,a$);return aQ.length===0?[[[s,dH(s,C-s),null],[C,dH(C,C-s),null]]]:aQ.map(L=>is(s,C,L,j.kind==="CLOCK"))}}
}
const ar=j=>j.kind!=="CATEGORY";
function E(j,d){const O=j.kind==="LOG"?(bv(d)-bv(j.low))/(bv(j.high)-bv(j.low)):(d-j.low)/(j.high-j.low);return j.from+O*(j.to-j.from)}
function bL(j,eo){const O=(eo-j.from)/(j.to-j.from);return j.kind==="LOG"?10**(bv(j.low)+O*(bv(j.high)-bv(j.low))):j.low+O*(j.high-j.low)}
const b5=11;
const fk=b5*1.25;
const cW=6;
const du=4;
function bB(A,a_){let q=0;for(const iw of A){q+=a_[iw]??b5*0.6}
return q}
function ix(j,N,m,bb,a_){const R=[];let b2=null;for(const[d,ba,aw]of N){const P=bB(ba,a_)/2;const f=E(j,d);b2=aw??b2;if(f-P>=m&&f+P<=bb){R.push([d,ba,b2]);b2=null}}
return R}
function f0(a6,b9){const N=a6.find($=>$.length>=2);if(!N){return[]}
const[d,ba]=N[N.length-1];const aw=N.slice(1).reduce((b2,c6)=>c6[2]??b2,null);const V=[N[0],[d,ba,aw]];return b9(V)?V:[]}
function gO(j,m,bb,a_){const co=N=>{let bl=m;for(const[d,ba]of N){const P=bB(ba,a_)/2;const f=E(j,d);if(f-P<bl||f+P>bb){return false}
bl=f+P+cW}
return true};const f1=a6=>{let z=[];for(const N of a6){if(N.length>=2&&co(N)){z=N;if(N.length>=Math.floor(Math.abs(j.to-j.from)*3/200)){break}}else if(N.length>2){break}}
return z};const a6=f$(j);let z=f1(a6);if(z.length===0){const b4=a6.map(N=>ix(j,N,m,bb,a_));z=f1(b4);z=z.length===0?f0(b4,co):z}
let ar=Infinity;const b$=[];for(let a=z.length-1;a>=0;a--){const[d,ba,aw]=z[a];const f=E(j,d);const bN=[ba];if(aw!==null){const P=bB(aw,a_)/2;if(f+P+cW<=ar&&f-P>=0){bN.push(aw);ar=f-P}else if(z[a+1]?.[2]===null&&b$[0][0]>=P&&b$[0][0]+P+cW<=ar){b$[0][1].push(aw);ar=b$[0][0]-P}}
b$.unshift([f,bN])}
return b$}
function gP(j,cP,a_){const co=N=>N.every((c6,a)=>a===0||Math.abs(E(j,c6[0])-E(j,N[a-1][0]))>=fk+2);const a6=f$(j);let z=[];for(const N of a6){if(N.length<2){continue}
if(!co(N)){z=z.length===0?f0(a6,co):z;break}
z=N;if(N.length>=Math.max(3,Math.floor(Math.abs(j.to-j.from)*3/200))){break}}
return z.map(([d,ba,aw])=>{let A=aw===null?ba:ba+" "+aw;if(bB(A,a_)>cP){while(A&&bB(A+"…",a_)>cP){A=A.slice(0,-1).trimEnd()}
A+="…"}
return[E(j,d),[A]]})}
