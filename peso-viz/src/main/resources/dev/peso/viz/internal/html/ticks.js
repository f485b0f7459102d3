const bf=V=>Number("1e"+V);
const bu=Math.log10;
function aW(d,aZ,ie=4){const[ep,bv]=Math.abs(d).toExponential().split("e");let G=ep.replace(".","");const b$=Number(bv)+1+aZ;if(b$<G.length){const di=G[b$]??"0";const ig=b$<=0||G[b$-1]%2===0;const O=b$>=0&&di==="5"&&G.length===b$+1;const dr=b$>=0&&(O?!ig:di>="5");G=String(BigInt(G.slice(0,Math.max(0,b$))||"0")+(dr?1n:0n))}else{G=G.padEnd(b$,"0")}
G=G.replace(/^0+(?=\d)/,"").padStart(aZ+1,"0");const aq=G.slice(0,G.length-aZ);const b7=G.slice(G.length-aZ);const co=aq.length>ie?aq.replace(/\B(?=(\d{3})+$)/g,","):aq;return(d<0&&/[1-9]/.test(G)?"−":"")+co+(aZ>0?"."+b7:"")}
const dC=["","k","M","B","T"];
function eq(K){let cg=Math.abs(K);for(let aZ=0;aZ<9;aZ++){if(Math.abs(cg-c_(cg))<1e-6*cg){return aZ}
cg*=10}
return 9}
function c_(d){const v=Math.floor(d);const b7=d-v;return b7<0.5||b7===0.5&&v%2===0?v:v+1}
const er=d=>Number(Math.abs(d).toExponential(5).split("e")[1]);
function fQ(d,K){const bv=er(d);return aW(d/bf(bv),Math.min(6,eq(K/bf(bv))))+"e"+(bv<0?"−":"")+Math.abs(bv)}
function ih(d,K,cM){if(d===0){return"0"}
const Q=Math.max(cM,K);if(Q>=1e15||Q<1e-4){return fQ(d,K)}
let P=Q<1e5?0:Math.min(4,Math.trunc(bu(Q*1.0000001)/3));P=Q<1e12&&eq(K/bf(3*P))>2?0:P;const fR=bf(3*P);return aW(d/fR,eq(K/fR),Q<1e4?4:3)+dC[P]}
const dD=A=>A.includes(".")?A.replace(/\.?0+$/,""):A;
function ct(d){if(Number.isNaN(d)){return"none"}
if(!Number.isFinite(d)){return d>0?"∞":"−∞"}
const Q=Math.abs(d);if(Q!==0&&(Q>=1e15||Q<1e-4)){return fQ(d,bf(er(d)-2)).replace(/\.?0+e/,"e")}
if(d===c_(d)&&Q<1e5){return aW(d,0)}
const G=Q===0?0:Math.floor(bu(Q))+1;if(Q>=1e5){const P=Math.min(4,Math.trunc((G-1)/3));return dD(aW(d/bf(3*P),2))+dC[P]}
return dD(aW(d,Math.min(8,Math.max(0,4-G))))}
const dE=["Jan","Feb","Mar","Apr","May","Jun","Jul","Aug","Sep","Oct","Nov","Dec"];
const bR=86400000;
const dF={YEARS:31556952000,MONTHS:2629746000,DAYS:bR,HOURS:3600000,MINUTES:60000,SECONDS:1000,MILLIS:1};
const bg=es=>String(es).padStart(2,"0");
const et=eu=>new Date(Math.floor(Math.min(2.5e14,Math.max(-6.2e13,eu))));
function ev(cp,cH){const ai=new Date(0);ai.setUTCFullYear(cp,cH,1);return ai.getTime()}
function ew(ai){return dE[ai.getUTCMonth()]+" "+ai.getUTCDate()+", "+ai.getUTCFullYear()}
function fS(ai,P){switch(P){case"YEARS":return String(ai.getUTCFullYear());case"MONTHS":return dE[ai.getUTCMonth()];case"DAYS":return dE[ai.getUTCMonth()]+" "+ai.getUTCDate();case"HOURS":case"MINUTES":return bg(ai.getUTCHours())+":"+bg(ai.getUTCMinutes());case"SECONDS":return bg(ai.getUTCHours())+":"+bg(ai.getUTCMinutes())+":"+bg(ai.getUTCSeconds());default:return bg(ai.getUTCMinutes())+":"+bg(ai.getUTCSeconds())+"."+String(ai.getUTCMilliseconds()).padStart(3,"0")}
}
function dG(eu,bh){const ai=et(eu);const aq=((ai.getTime()%bR)+bR)%bR===0;if(aq||bh>400*bR){return ew(ai)}
return ew(ai)+" "+fS(ai,ai.getUTCSeconds()===0&&bh>600000?"MINUTES":bh>10000?"SECONDS":"MILLIS")}
const ii=["January","February","March","April","May","June","July","August","September","October","November","December"];
const fT=["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday"];
const ij={yyyy:J=>(J.getUTCFullYear()<0?"-":"")+String(Math.abs(J.getUTCFullYear())).padStart(4,"0"),yy:J=>bg((J.getUTCFullYear()%100+100)%100),Q:J=>Math.floor(J.getUTCMonth()/3)+1,MMMM:J=>ii[J.getUTCMonth()],MMM:J=>dE[J.getUTCMonth()],MM:J=>bg(J.getUTCMonth()+1),M:J=>J.getUTCMonth()+1,dd:J=>bg(J.getUTCDate()),d:J=>J.getUTCDate(),EEEE:J=>fT[J.getUTCDay()],EEE:J=>fT[J.getUTCDay()].slice(0,3),HH:J=>bg(J.getUTCHours()),H:J=>J.getUTCHours(),hh:J=>bg((J.getUTCHours()+11)%12+1),h:J=>(J.getUTCHours()+11)%12+1,mm:J=>bg(J.getUTCMinutes()),ss:J=>bg(J.getUTCSeconds()),SSS:J=>String(J.getUTCMilliseconds()).padStart(3,"0"),a:J=>J.getUTCHours()<12?"AM":"PM"
};
function db({parts:bF,kind:bS,decimals:aZ,prefix:fU,suffix:ik,grouped:cG},d){if(!Number.isFinite(d)){return ct(d)}
if(bF){return bF.map(aS=>aS[0]==="'"?aS.slice(1):ij[aS](et(d))).join("")}
const G=(es,be)=>aW(es,be,cG?3:Infinity);let A;if(bS==="%"){A=G(d*100,Math.max(0,aZ))+"%"}else if(bS==="e"){const bv=d===0?0:er(d);const ep=bv>=0?d/bf(bv):d*bf(-bv);A=G(ep,aZ<0?2:aZ)+"e"+(bv<0?"−":"")+Math.abs(bv)}else if(bS==="s"){const be=aZ<0?1:aZ;const il=P=>aW(Math.abs(d/bf(3*P)),be,Infinity);let P=0;while(P<dC.length-1&&Number(il(P))>=1000){P++}
A=G(d/bf(3*P),be);A=(aZ<0?dD(A):A)+dC[P]}else{A=aZ<0?dD(G(d,6)):G(d,aZ)}
return(A[0]==="−"?"−"+fU+A.slice(1):fU+A)+ik}
const cs=(j,d)=>j.format?db(j.format,d):ct(d);
function a2(j,d){if(j.format){return db(j.format,d)}
const bh=j.high-j.low;switch(j.kind){case"TIME":return dG(d,bh);case"CLOCK":return dG(d,Math.min(bh,600000)).split(" ").pop();case"CATEGORY":return j.names[c_(d)]??"";default:return ct(d)}
}
function im(v,D,a$){const bh=D-v;const fV=Math.floor(bu(bh));const aH=[];for(let V=fV;V>=fV-3;V--){for(const c2 of[5,2,1]){const K=V>=0?c2*bf(V):c2/bf(-V);if(bh/K<=a$&&K<Infinity){aH.push(K)}}}
return aH}
function io(v,D,K){const aA=Math.ceil(v/K-1e-9);const aY=Math.floor(D/K+1e-9);const M=[];if(!(aY-aA<2000)){return M}
const cM=Math.max(Math.abs(aA*K),Math.abs(aY*K));for(let a=aA;a<=aY;a++){const d=K>=1?a*K:a/c_(1/K);M.push([d+0,ih(d,K,cM),null])}
return M}
function fW(v,D){const l=Math.floor(bu(v)+1e-9);const u=Math.ceil(bu(D)-1e-9);const ex=Math.max(1,Math.trunc((u-l)/40));const fX=(bo,G)=>{const M=[];for(let V=l;V<=u;V++){if(((V%bo)+bo)%bo===0){for(const c2 of G){const d=V>=0?c2*bf(V):c2/bf(-V);if(d>=v*(1-1e-9)&&d<=D*(1+1e-9)){M.push([d,ct(d),null])}}}}
return M};const a6=[];for(let bo=8*ex;bo>=ex;bo=Math.trunc(bo/2)){a6.push(fX(bo,[1]));if(bo===1){break}}
for(const G of[[1,3],[1,2,5],[1,2,3,4,5,6,7,8,9]]){a6.push(fX(ex,G))}
return a6}
function ip(bh,a$){const aH=[];for(let c3=100000;c3>=10;c3/=10){aH.push(["YEARS",c3],["YEARS",c3/2],["YEARS",c3/5])}
const cd=(P,...h0)=>h0.forEach(ad=>aH.push([P,ad]));cd("YEARS",1);cd("MONTHS",6,3,2,1);cd("DAYS",14,7,2,1);cd("HOURS",12,6,3,2,1);cd("MINUTES",30,15,10,5,2,1);cd("SECONDS",30,15,10,5,2,1);cd("MILLIS",500,200,100,50,20,10,5,2,1);return aH.filter(([P,ad])=>dF[P]*ad<=bh&&bh/(dF[P]*ad)<=a$)}
function iq(v,D,[P,ad],ir){const a4=et(v);const M=[];let aY=null;const is=P==="YEARS"?12*ad:ad;let f;let cp=a4.getUTCFullYear();let cH=0;if(P==="YEARS"){cp=Math.floor(cp/ad)*ad;f=ev(cp,0)}else if(P==="MONTHS"){cH=Math.trunc(a4.getUTCMonth()/ad)*ad;f=ev(cp,cH)}else if(P==="DAYS"){const c4=Math.floor(a4.getTime()/bR);f=(c4-(((c4-4)%ad)+ad)%ad)*bR}else{const K=dF[P]*ad;f=Math.floor(a4.getTime()/K)*K}
while(f<=D){if(f>=v){const ai=new Date(f);const av=ir||P==="YEARS"?null:P==="MONTHS"||P==="DAYS"?String(ai.getUTCFullYear()):ew(ai);M.push([f,fS(ai,P),av===aY?null:av]);aY=av}
if(P==="YEARS"||P==="MONTHS"){cH+=is;f=ev(cp,cH)}else{f+=dF[P]*ad}}
return M}
function fY(j){const a6=it(j);if(!j.format){return a6}
const L=a6.map(M=>M.map(([d])=>[d,db(j.format,d),null]));const cv=L.filter(M=>new Set(M.map(c5=>c5[1])).size===M.length);return cv.some(M=>M.length>1)?cv:L}
function it(j){const{low:v,high:D}=j;const a$=Math.max(12,Math.abs(j.to-j.from)/15);const aq=j.whole&&Math.floor(D)>Math.ceil(v);const fZ=()=>im(v,D,a$).filter(K=>K>=1||!aq).map(K=>io(v,D,K));switch(j.kind){case"NUMBER":return fZ();case"LOG":return D/v>12?fW(v,D):[...fW(v,D),...fZ()];default:{const aH=ip(D-v,a$);return aH.length===0?[[[v,dG(v,D-v),null],[D,dG(D,D-v),null]]]:aH.map(K=>iq(v,D,K,j.kind==="CLOCK"))}}
}
const ar=j=>j.kind!=="CATEGORY";
function E(j,d){const N=j.kind==="LOG"?(bu(d)-bu(j.low))/(bu(j.high)-bu(j.low)):(d-j.low)/(j.high-j.low);return j.from+N*(j.to-j.from)}
function bK(j,em){const N=(em-j.from)/(j.to-j.from);return j.kind==="LOG"?10**(bu(j.low)+N*(bu(j.high)-bu(j.low))):j.low+N*(j.high-j.low)}
const b4=11;
const fj=b4*1.25;
const cV=6;
const dt=4;
function bA(A,a_){let r=0;for(const iu of A){r+=a_[iu]??b4*0.6}
return r}
function iv(j,M,n,bb,a_){const R=[];let b1=null;for(const[d,ba,av]of M){const O=bA(ba,a_)/2;const f=E(j,d);b1=av??b1;if(f-O>=n&&f+O<=bb){R.push([d,ba,b1]);b1=null}}
return R}
function f$(a6,b9){const M=a6.find(Z=>Z.length>=2);if(!M){return[]}
const[d,ba]=M[M.length-1];const av=M.slice(1).reduce((b1,c5)=>c5[2]??b1,null);const ac=[M[0],[d,ba,av]];return b9(ac)?ac:[]}
function gN(j,n,bb,a_){const co=M=>{let bk=n;for(const[d,ba]of M){const O=bA(ba,a_)/2;const f=E(j,d);if(f-O<bk||f+O>bb){return false}
bk=f+O+cV}
return true};const f_=a6=>{let z=[];for(const M of a6){if(M.length>=2&&co(M)){z=M;if(M.length>=Math.floor(Math.abs(j.to-j.from)*3/200)){break}}else if(M.length>2){break}}
return z};const a6=fY(j);let z=f_(a6);if(z.length===0){const b3=a6.map(M=>iv(j,M,n,bb,a_));z=f_(b3);z=z.length===0?f$(b3,co):z}
let ar=Infinity;const bZ=[];for(let a=z.length-1;a>=0;a--){const[d,ba,av]=z[a];const f=E(j,d);const bM=[ba];if(av!==null){const O=bA(av,a_)/2;if(f+O+cV<=ar&&f-O>=0){bM.push(av);ar=f-O}else if(z[a+1]?.[2]===null&&bZ[0][0]>=O&&bZ[0][0]+O+cV<=ar){bZ[0][1].push(av);ar=bZ[0][0]-O}}
bZ.unshift([f,bM])}
return bZ}
function gO(j,cO,a_){const co=M=>M.every((c5,a)=>a===0||Math.abs(E(j,c5[0])-E(j,M[a-1][0]))>=fj+2);const a6=fY(j);let z=[];for(const M of a6){if(M.length<2){continue}
if(!co(M)){z=z.length===0?f$(a6,co):z;break}
z=M;if(M.length>=Math.max(3,Math.floor(Math.abs(j.to-j.from)*3/200))){break}}
return z.map(([d,ba,av])=>{let A=av===null?ba:ba+" "+av;if(bA(A,a_)>cO){while(A&&bA(A+"…",a_)>cO){A=A.slice(0,-1).trimEnd()}
A+="…"}
return[E(j,d),[A]]})}
