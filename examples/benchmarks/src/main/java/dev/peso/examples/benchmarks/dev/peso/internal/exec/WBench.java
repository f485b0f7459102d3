package dev.peso.internal.exec;
import java.util.*;
import dev.peso.*;
import dev.peso.internal.aggregate.*;
import dev.peso.internal.column.*;
import dev.peso.internal.expr.*;
import dev.peso.internal.expr.Node.*;
import dev.peso.internal.plan.*;
import dev.peso.internal.window.*;
public class WBench {
  static CheckedPlan.WindowCall call(String f, CheckedPlan.Frame fr, CheckedExpr... a){
    AggregateFunction g = Aggregates.find(f);
    var r = g==null? WindowFunctions.find(f): g.resolver();
    return new CheckedPlan.WindowCall(f,g,List.of(a),false,null,false,fr,r.resolve(List.of(a)).result());
  }
  public static void main(String[] x){
    int n = 10_000_000; Random r = new Random(1);
    Schema s = Schema.of(Field.of("id4",DataType.INT32),Field.of("id6",DataType.INT32),Field.of("v",DataType.INT64),Field.of("v3",DataType.FLOAT64));
    List<Chunk> cs = new ArrayList<>();
    for(int f=0;f<n;f+=122880){int c=Math.min(122880,n-f);int[] a=new int[c];int[] b=new int[c];long[] v=new long[c];double[] d=new double[c];
      for(int i=0;i<c;i++){a[i]=r.nextInt(100);b[i]=r.nextInt(100000);v[i]=r.nextInt(1000000000);d[i]=r.nextDouble()*100;}
      cs.add(new Chunk(List.of(IntVector.of(DataType.INT32,a),IntVector.of(DataType.INT32,b),LongVector.of(DataType.INT64,v),DoubleVector.of(DataType.FLOAT64,d)),c));}
    Table t = new Table(s,cs);
    CheckedExpr id4=new CheckedExpr.Ref(0,DataType.INT32,"id4"),id6=new CheckedExpr.Ref(1,DataType.INT32,"id6"),v=new CheckedExpr.Ref(2,DataType.INT64,"v"),v3=new CheckedExpr.Ref(3,DataType.FLOAT64,"v3");
    CheckedPlan.Frame whole=new CheckedPlan.Frame(FrameMode.RANGE,BoundKind.UNBOUNDED_PRECEDING,null,BoundKind.UNBOUNDED_FOLLOWING,null,Exclusion.NONE);
    CheckedPlan.Frame run=new CheckedPlan.Frame(FrameMode.RANGE,BoundKind.UNBOUNDED_PRECEDING,null,BoundKind.CURRENT_ROW,null,Exclusion.NONE);
    CheckedPlan.Frame slide=new CheckedPlan.Frame(FrameMode.ROWS,BoundKind.PRECEDING,new CheckedExpr.Const(100L,DataType.INT64),BoundKind.CURRENT_ROW,null,Exclusion.NONE);
    Object[][] qs={{"sum(v3) by id4",List.of(id4),false,call("sum",whole,v3)},{"sum(v3) by id6",List.of(id6),false,call("sum",whole,v3)},
      {"row_number by id6 order v",List.of(id6),true,call("row_number",run)},{"running sum v3 by id4 order v",List.of(id4),true,call("sum",run,v3)},
      {"sliding mean v3 order v",List.of(),true,call("mean",slide,v3)},{"sliding min v3 by id4 order v",List.of(id4),true,call("min",slide,v3)},{"stddev sliding by id4",List.of(id4),true,call("stddev",slide,v3)},{"lag v by id4",List.of(id4),true,call("lag",run,v)}};
    for(Object[] q:qs){
      var c=(CheckedPlan.WindowCall)q[3]; var fs=new ArrayList<>(s.fields()); fs.add(Field.of("w",c.type()));
      var plan=new CheckedPlan.Window(new CheckedPlan.Values(t,null),(List<CheckedExpr>)q[1],(boolean)q[2]?List.of(new CheckedPlan.SortKey(v,false,false)):List.of(),List.of(c),Schema.of(fs));
      for(int k=0;k<3;k++){long t0=System.nanoTime(); Table o=Tables.collect(new WindowOperator(new TableScan(t,null),plan),new Query(2,2048,new Ledger(1L<<40))); System.out.println(q[0]+" "+(System.nanoTime()-t0)/1000000+" ms");}
    }
  }
}
