# One query a line; "=" before one whose order by is total, so that its rows are compared in order.
# ---- expressions, names
select 1
select 1 as a, 'x' as b, null as c
select * from t
select t.* from t
select id, x + 1 as y, x * 2.5 from t
select id, x as x2, y, x2 from t
select T.ID, "g" from t
select s.id, s.y from t s
select s.a, s.b from t as s(a, b)
select * exclude (y, d) from t
select * replace (x + 1 as x) from t
select t.* exclude (d), 1 as one from t
select id id2, x "a b" from t
select x + 1 as z, z * 2 as w from t
select case when x > 2 then 'big' when x is null then 'none' else 'small' end as size, id from t
select case g when 'a' then 1 when 'b' then 2 end, id from t
select coalesce(x, 0), nullif(x, 2), x is null, x is not null, x is distinct from 3 from t
select cast(x as varchar), cast(y as integer) is null, x::double from t where y is null or y = 1.5
select id from t where x between 2 and 4
select id from t where not (x between 2 and 4)
select id from t where g in ('a', 'c')
select id from t where g not in ('a', 'c')
select id from t where g not in ('a', null)
select id from t where x in (1, 2, null)
select id from t where g like 'a%' or g like '_'
select id from t where d >= date '2024-01-02'
select id, year(d), extract(month from d) from t
select id from t where (x > 1 and y < 3) or g is null
select greatest(x, 2), least(x, 2), abs(x - 3) from t
select g || '-' || cast(id as varchar) from t where x is not null
select -x, +x, x % 2, x // 2, x / 2 from t
select id from t where x > 1 and not x > 3
select true and null, true or null, not null
# ---- from
select * from t, u where t.id = u.tid
select t.id, u.id from t, u where t.id = u.tid and u.v > 10
select * from t cross join w
select t.id, u.v from t join u on t.id = u.tid
select t.id, u.v from t inner join u on t.id = u.tid and u.v > 15
select t.id, u.v from t left join u on t.id = u.tid
select t.id, u.v from t left join u on t.id = u.tid and u.v > 15
select t.id, u.v from t left join u on t.id = u.tid where u.v > 15
select t.id, u.v from t left outer join u on t.id = u.tid and t.x > 2
select t.id, u.v from t right join u on t.id = u.tid
select t.id, u.v from t full join u on t.id = u.tid
select t.id, u.v from t full outer join u on t.id = u.tid and u.v > 15
select t.id, u.v from t join u on t.x < u.v and t.x > 1
select t.id, u.id from t left join u on t.x * 10 < u.v
select id, t.g, v from t join u using (id)
select * from t join u using (id)
select * from t left join u using (id, g)
select id, t.x, u.v from t full join u using (id)
select id, t.id, u.id from t full join u using (id)
select id, t.id, u.id from t right join u using (id)
select * from t natural join w
select t.id from t semi join u on t.id = u.tid
select t.id from t anti join u on t.id = u.tid
select id from t semi join u using (id)
select id from t anti join u using (id, g)
select a.id, b.id from t a join t b on a.x = b.x and a.id < b.id
select a.id, b.id, c.id from t a join t b on a.x = b.x join u c on c.tid = b.id
select a.id, c.v from t a left join (t b join u c on b.id = c.tid) on a.id = b.id
select count(*) from t, u, w
select t.id, u.id, w.id from t, w, u where t.id = u.tid and u.g = w.g
select * from (select id, x from t where x > 1) s where s.id < 6
select s.n from (select count(*) as n from t) s
select p, q from (values (1, 'a'), (2, null), (null, 'c')) v(p, q)
values (1, 'a'), (2, 'b')
select * from range(5)
select i * 2 from range(2, 10, 3) r(i)
select * from generate_series(1, 4)
select * from generate_series(5, 1, -2)
select i from range(3) a(i), t where t.id = i
select * from (t join w on t.g = w.g)
select j.id from (select t.id from t join u on t.id = u.tid) j
select e.id from e
select t.id, e.id from t left join e on t.id = e.id
select t.id from t, e
from t
from t select id where x > 2
select t.id, u.v from t join u on t.id = u.tid and t.g = u.g
select t.id, u.v from t join u on t.id + 1 = u.tid
select t.id, w.name from t left join w on t.g = w.g order by 1, 2
select t.id from t join u on true where t.id = 1
# ---- aggregates
select count(*), count(x), sum(x), min(x), max(x), avg(x) from t
select count(*), sum(x), min(g) from e
select count(*) from t where x > 100
select g, count(*) from t group by g
select g, sum(x) as s from t group by g having sum(x) > 3
select g, sum(x) as s from t group by g having s > 3
select g, x, count(*) from t group by g, x
select g, count(*) from t group by 1
select g as k, count(*) from t group by k
select upper(g) as k, count(*) from t group by upper(g)
select upper(g) || 'x', count(*) from t group by upper(g)
select x + 1, (x + 1) * 2, count(*) from t group by x + 1
select x % 2 as odd, count(*) from t group by odd
select g, sum(x) + count(*) * 2 from t group by g
select sum(x) filter (where x > 2), count(*) filter (where g = 'a') from t
select g, count(distinct x), sum(distinct x) from t group by g
select count(distinct g) from t
select g, sum(x) from t group by all
select g, x, count(*) c from t group by all having c > 1
select distinct g from t
select distinct g, x from t
select distinct x % 2 from t
select count(*) from (select distinct g from t)
select g, max(x) - min(x) from t group by g having count(*) > 1
select sum(x) from t having sum(x) > 100
select sum(x) from t having count(*) > 1
select 1 from t group by g
select 'k' as k, count(*) from t group by k
select g from t group by g having min(y) is null
select sum(x * y), avg(x + y) from t
select g, x, sum(y) from t group by rollup (g, x)
select g, x, sum(y) from t group by cube (g, x)
select g, x, count(*) from t group by grouping sets ((g), (x), ())
select g, x, count(*), grouping(g), grouping(x), grouping(g, x) from t group by rollup (g, x)
select g, count(*) from t group by rollup (g) having count(*) > 1
select g, x, count(*) from t group by g, rollup (x)
select g, count(*) from e group by rollup (g)
select g, sum(x) from t group by grouping sets ((g), (g, x), ((x)))
select median(x), stddev(y), var_pop(y) from t
select u.g, sum(t.x), count(*) from t join u on t.id = u.tid group by u.g
select bool_and(x > 1), bool_or(x > 4) from t
# ---- windows
select id, row_number() over (order by id) from t
select id, sum(x) over (partition by g order by id) from t
select id, sum(x) over (partition by g) from t
select id, rank() over (order by x), dense_rank() over (order by x) from t
select id, lag(x) over (order by id), lead(x, 2) over (order by id) from t
select id, lag(x, 1, -1) over (partition by g order by id) from t
select id, first_value(x) over (partition by g order by id), last_value(x) over (partition by g order by id) from t
select id, sum(x) over (order by id rows between 1 preceding and 1 following) from t
select id, avg(x) over (order by id rows 2 preceding) from t
select id, count(*) over w, sum(x) over w from t window w as (partition by g order by id)
select g, sum(x), sum(sum(x)) over (order by g) from t group by g
select g, sum(x) * 100.0 / sum(sum(x)) over () as share from t group by g
select g, rank() over (order by sum(x) desc) from t group by g
select id, x from t qualify row_number() over (partition by g order by id) = 1
select id, row_number() over (partition by g order by id) as rn from t qualify rn <= 2
select id from t where x > 1 qualify count(*) over (partition by g) > 1
select id, ntile(3) over (order by id) from t
select id, sum(x) over (order by id) + 1, x - avg(x) over () from t
select id, count(*) over () from t where x > 1
select * from (select id, row_number() over (order by id desc) as n from t) where n <= 3
select id, max(x) over (partition by g order by id groups between 1 preceding and current row) from t
# ---- order, limit, distinct on
= select id from t order by id
= select id from t order by id desc
= select id from t order by x, id
= select id from t order by x desc, id
= select id from t order by x nulls first, id
= select id from t order by x desc nulls first, id
= select id, x from t order by 2, 1
= select id, x as z from t order by z desc, id
= select id from t order by y, id
= select id from t order by x + y, id
= select id from t order by g desc, x, id limit 3
= select id from t order by id limit 3 offset 2
= select id from t order by id offset 5
= select id from t order by id limit 0
= select g, count(*) from t group by g order by count(*) desc, g
= select g, count(*) n from t group by g order by n, g
= select g from t group by g order by sum(x), g
= select distinct g from t order by g desc
= select distinct on (g) g, id from t order by g, id desc
= select id from t order by case when x is null then 0 else 1 end, id
= select -id as id from t order by id
= select id, x from t order by all
= select id from t order by row_number() over (order by id desc)
= select g, x from (select g, x from t order by x limit 4) order by g, x
select id from t limit 100
= select id as k from t order by k + 1
# ---- set operations
select g from t union select g from u
select g from t union all select g from u
select g from t intersect select g from u
select g from t except select g from u
select x from t intersect all select x from t where x > 1
select g from t except all select g from u
select id from t union select x from t union all select 1
select id from t union all (select x from t except select 1)
(select id from t order by id limit 2) union all (select id from t order by id desc limit 2)
= select id from t union select v from u order by 1
= select id as k from t union select v from u order by k desc limit 4
select 1 union all select 2.5
select null union select 1
select g, id from t union select g, v from u
select count(*) from (select g from t union select g from u)
select 1 intersect select 1 union select 2
select 2 union select 1 intersect select 3
select id, x from t union all by name select x, id from t
select g from t union select g from u intersect select g from w
# ---- with
with a as (select id, x from t) select * from a where x > 1
with a as (select id from t), b as (select id from a where id > 2) select count(*) from b
with a(k, v) as (select id, x from t) select k from a where v = 2
with a as (select g, sum(x) s from t group by g) select a.g, b.s from a join a b on a.g = b.g
with a as (select 1 as x) select * from (with b as (select x + 1 as y from a) select y from b) q
with t as (select 5 as id) select id from t
with a as (values (1), (2)) select * from a
select (with a as (select max(id) m from t) select m from a)
with a as (select id from t), b as (select id from u) select id from a union select id from b
with a as (select id, g from t) select * from a x, a y where x.id = y.id
# ---- scalar subqueries
select (select max(x) from t)
select id, (select count(*) from u) from t
select id from t where x > (select avg(x) from t)
select id from t where x = (select max(x) from t s where s.g = t.g)
select id, (select count(*) from u where u.tid = t.id) from t
select id, (select sum(v) from u where u.tid = t.id) from t
select id, (select count(*) + 10 from u where u.tid = t.id) c from t
select id, (select coalesce(sum(v), 0) from u where u.tid = t.id) from t
select id, (select v from u where u.id = t.id) from t
select id, (select v from u where u.tid = t.id order by v desc limit 1) from t
select id, (select max(v) from u where u.tid = t.id and u.g = t.g) from t
select id, (select max(v) from u where u.tid = t.id and u.v > t.x * 10) from t
select id, (select count(*) from u where u.v > t.x * 10) from t
select id, (select max(u.v + t.x) from u where u.tid = t.id) from t
select id, (select t.x + 1) from t
select g, (select count(*) from u where u.g = t.g) from t group by g
select g from t group by g having count(*) > (select count(*) from u where u.g = t.g)
select id from t order by (select max(v) from u where u.tid = t.id), id
select id, case when x > (select avg(x) from t) then 'over' else 'under' end from t
select sum((select max(v) from u where u.tid = t.id)) from t
select id, (select sum(v) from u where u.tid = t.id group by u.tid) from t
select id, (select x from e where e.id = t.id) from t
select (select x from e)
select id, (select count(distinct g) from u where u.tid = t.id) from t
select id, (select max(n) from (select count(*) n from u group by tid)) from t
select id, (select v from u where u.tid = t.id and v = (select max(v) from u u2 where u2.tid = u.tid) limit 1) from t
select id, (select count(*) from u where u.tid = t.id and exists (select 1 from w where w.g = u.g and w.id <> t.id)) from t
# ---- exists, in, any, all
select id from t where exists (select 1 from u where u.tid = t.id)
select id from t where not exists (select 1 from u where u.tid = t.id)
select id from t where exists (select * from u where u.tid = t.id and u.v > t.x * 8)
select id from t where not exists (select * from u where u.tid = t.id and u.v > t.x * 8)
select id from t where exists (select 1 from u where u.v > 100)
select id from t where not exists (select 1 from u where u.v > 100)
select id from t where exists (select 1 from u where u.v < t.x * 6)
select id, exists (select 1 from u where u.tid = t.id) from t
select id, exists (select 1 from u where u.v < t.x * 6) from t
select id from t where exists (select 1 from u where u.tid = t.id) or x = 1
select id from t where exists (select count(*) from u where u.tid = t.id)
select id from t where id in (select tid from u)
select id from t where id not in (select tid from u)
select id from t where id not in (select tid from u where tid is not null)
select id from t where x in (select v / 10 from u)
select id from t where x not in (select x from t where x > 2)
select id from t where x not in (select id from e)
select id from t where x in (select id from e)
select id, x in (select tid from u) from t
select id, x not in (select tid from u where tid is not null) from t
select id, x in (select id from e) from t
select id from t where g in (select g from u where u.tid = t.id)
select id from t where g not in (select g from u where u.tid = t.id)
select id, g in (select g from u where u.tid = t.id) from t
select id, g in (select g from u where u.v > t.x * 5) from t
select id from t where g not in (select g from u where u.v > t.x * 5)
select id from t where (id in (select tid from u)) is null
select id from t where id in (select tid from u) or x in (select id from w)
select id from t where not (id in (select tid from u where tid < 4))
select id from t where x > any (select id from w)
select id from t where x > all (select id from w)
select id from t where x >= all (select x from t where x is not null)
select id from t where x = any (select tid from u)
select id from t where x <> all (select tid from u where tid is not null)
select id, x < any (select v / 10 from u), x <= all (select v / 10 from u) from t
select id, x = all (select id from e), x <> any (select id from e) from t
select id, x > all (select v / 10 from u where u.tid = t.id) from t
select id from t where id in (select tid from u where g in (select g from w where w.id < t.id))
select id from t where exists (select 1 from u where u.tid = t.id and exists (select 1 from w where w.g = u.g))
select id from t where id in (select max(tid) from u group by g)
select id from t where id in (select tid from u union select id from w)
select g, count(*) from t where id in (select tid from u) group by g
select g from t group by g having max(x) in (select id from w)
select t.id from t join u on t.id = u.tid where u.v = (select max(v) from u u2 where u2.tid = t.id)
select t.id from t join w on t.g = w.g and w.id in (select tid from u)
select id from t where x = (select min(x) from t) and exists (select 1 from w)
select id, sum(x) over (w rows between 1 preceding and current row) from t window w as (partition by g order by id)
select id, count(*) over (w order by id), sum(x) over (w) from t window w as (partition by g)
select id, sum(x) over b from t window a as (partition by g), b as (a order by id)
select g, grouping(g), count(*) from t group by g
select g, sum(x) as x from t group by g having x > 3
select unnest([1, 2, 3])
select id, unnest([id, id + 1]) as n from t where id < 3
select unnest([1, 2]), unnest([3, 4, 5])
select * from unnest([4, 5, 6]) as u(n)
select t.id, n from (select 1 as id, [7, 8] as l union all select 2, [] union all select 3, null) t, unnest(t.l) as u(n)
select unnest(array[1, null, 3]) + 1
select q.s.a from (select {'a': id, 'b': g} as s from t) q
select s.a, s.b from (select {'a': id, 'b': g} as s from t)
select * from t asof join u on t.id >= u.id
select t.id, u.v from t asof left join u on t.g = u.g and t.id > u.id
select id, u.v from t asof join u using (g, id)
