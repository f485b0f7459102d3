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
# ---- subqueries over rows around them: empty groups, queries inside queries
select id, (select count(*) + (select max(id) from w) from u where u.tid = t.id) from t
select id, (select count(*) from u where u.tid = t.id) + (select count(*) from u where u.v > t.x * 10) from t
select id, (select max(c) from (select count(*) c from u where u.tid = t.id group by g)) from t
select id, (select max(c) from (select count(*) c, g from u where u.v > t.x group by g) q where q.g = t.g) from t
select id, (select sum(n) from (select count(*) n from u where u.tid = t.id union all select 5 union all select t.x)) from t
select id, (select count(*) from (select g from u where u.tid = t.id intersect select t.g)) from t
select id, (select count(*) from (select g from u where u.tid = t.id except select t.g)) from t
select id, (select min(k) from (values (1), (2)) q(k) where k > t.x) from t
select id, (select v from (select v from u where u.tid = t.id order by v limit 1)) from t
select id, (select v from u where u.tid = t.id union select 10 order by 1 limit 1) from t
select id, (select v from u where u.tid = t.id union all select -t.x order by 1 limit 1) from t
select id, a.v, b.v from t, (select v from u where u.tid = t.id) a, (select count(*) v from w where w.id <= a.v) b
select id, l.* from t, lateral (select count(*) c, sum(v) s, max(v) - t.x m from u where u.tid = t.id) l
select id, l.c from t left join lateral (select count(*) c from u where u.tid = t.id) l on l.c > 0
select id, l.c from t join lateral (select count(*) c from u where u.tid = t.id) l on l.c > 0 and t.x > 1
select t.id, w.id, l.v from t join w on t.g = w.g left join lateral (select v from u where u.tid = t.id and u.g = w.g) l on true
select t.id, w.id, l.v from t, w, lateral (select v from u where u.tid = t.id and u.g = w.g) l where t.x > 0
select t.id, l.n from t, lateral (select row_number() over (order by v) n, v from u where u.tid = t.id) l
select id, (select count(*) from u, lateral (select u.v + t.x as z) l where l.z > 20) from t
select id, (select max(z) from u, lateral (select u.v + t.x as z where u.tid = t.id) l) from t
select id from t where exists (select 1 from (select v from u where u.tid = t.id) q where q.v > t.x * 5)
select id from t where x in (select v / 10 from (select v from u where u.tid >= t.id) q)
select id from t where x not in (select v / 10 from (select v from u where u.tid >= t.id) q)
select id from t where id not in (select count(*) from u where u.tid = t.id having count(*) > 1)
select id from t where x >= all (select count(*) from u where u.tid = t.id having count(*) > 1)
select id, (select count(*) from u where u.tid = t.id group by ()) from t
select id, (select count(*) c from u where u.tid = t.id order by c desc) from t
select g, (select count(*) from u where u.g = t.g having count(*) > 2) from t group by g
select id, (select unnest([t.x, t.id]) limit 1) from t
select id, (select sum(e) from unnest([t.x, t.id]) s(e)) from t
select id, (select sum(e) from (select unnest([t.x, t.id]) e)) from t
select id, n from t, unnest([t.x, t.id]) s(n)
select id, n from t, range(3) r(n) where n < t.x
select id, n from t, unnest(range(t.x)) r(n)
select id, n from t cross join unnest([x]) r(n)
select id, n from t, lateral unnest([x, x]) r(n)
select t.id, (select string_agg(q.z, ',' order by q.z) from (select u.g || w.name z from u join w on u.g = w.g where u.tid = t.id) q) from t
select id, (select first(v order by v) from (select * from u where u.tid = t.id) z) from t
select id, (select g from (select g, v from u where u.tid = t.id union all select g, v from u where u.id = t.id) order by v desc, g limit 1) from t
select id, (select count(*) from u where u.tid = (select max(id) from w where w.id <= t.id)) from t
select id, (select (select count(*) from u u2 where u2.tid = t.id and u2.g = u.g) from u where u.id = t.id) from t
select id, (select (select count(*) from u u2 where u2.tid = t.id and u2.g = u.g having count(*) >= 0) from u where u.id = t.id) from t
select id, (select sum(q.c) from (select (select count(*) from u u2 where u2.tid = t.id) c from w) q) from t
select t.id, s.m from t join (select g, max(v) m from u group by g) s on s.g = t.g
select * from (select id from t) a join lateral (select id from u where u.tid = a.id) b on true
select t.id, l.a, l.b from t left join lateral (select v a, g b from u where u.tid = t.id order by v desc, id limit 1) l on l.b = t.g
select t.id, l.v from t left join lateral (select v from u where u.tid = t.id and u.v > t.x * 12) l on true
select x.id, (select count(*) from t y where y.g = x.g and y.id < x.id having count(*) < 2) r from t x
select count(*) from t, (select 1 a) q, (select q.a + 1 b) r where r.b = 2
select id, exists (select count(*) from u where u.tid = t.id having count(*) > 1) from t
select id, (select distinct v from u where u.tid = t.id and v = 40) from t
select id, (select count(*) from (select distinct v from u where u.tid = t.id)) from t
select id, (select any_value(n) from (select row_number() over (order by v desc) n, v from u where u.tid = t.id) where v = 20) from t
select id, (select sum(v) over () from u where u.tid = t.id limit 1) from t
select id, (from u select max(v) where u.tid = t.id) from t
select e.id, (select count(*) from u where u.tid = e.id having true) from e
select (select count(*) from e having count(*) = 0), (select count(*) from e having count(*) > 0)
select id, (select count(*) from e where e.id = t.id having count(*) = 0) from t
# ---- windows
select id, sum(x) over win as s, rank() over win from t window win as (partition by g order by id)
select id, sum(x) over (partition by g order by d range between interval 1 day preceding and interval 1 day following) from t where d is not null
select id, avg(y) over (order by x range between 1 preceding and 1 following) from t
select id, count(*) over (order by x groups between unbounded preceding and 1 following exclude ties) from t
select id, percent_rank() over (order by x), cume_dist() over (order by x) from t
select id, nth_value(x, 2) over (partition by g order by id rows between unbounded preceding and unbounded following) from t
select id, last_value(x ignore nulls) over (order by id rows between unbounded preceding and current row) from t
select id, lag(x ignore nulls) over (order by id) from t
select id, sum(x) filter (where x > 1) over (partition by g) from t
select id, string_agg(g, ',') over (order by id) from t
select id, list(x) over (partition by g order by id) from t
select id, min(d) over (partition by g), max(g) over () from t
select g, count(*) c, rank() over (order by count(*) desc, g) from t group by g
select g, x, row_number() over (partition by g order by x nulls first, id) rn from t qualify rn = 1
select * from t qualify x = max(x) over (partition by g)
select g, sum(x) from t group by g qualify row_number() over (order by sum(x) desc nulls last, g) <= 2
select id, first_value(id) over (partition by g order by x desc, id) from t
select count(distinct g) over () from t
select id, row_number() over () from t
# ---- qualify
select id, g from t qualify count(*) over (partition by g) > 1
select id from t where x is not null qualify dense_rank() over (order by x desc) <= 2
# ---- group by
select g, x, count(*) from t group by all
select g, g || 'z' as k, sum(x) from t group by all
select upper(g) u, avg(y) from t group by all
= select g, x, count(*) c from t group by all order by all
= select * from t order by all
= select g, sum(x) s from t group by g order by all desc
select g, sum(x) from t group by g, ()
select g, x, sum(id) from t group by grouping sets ((g, x), (g), ())
select g, x, sum(id) from t group by grouping sets (rollup(g), cube(x))
select g, x, grouping_id(g, x), sum(id) from t group by cube (g, x)
select coalesce(g, 'all') k, sum(x) from t group by rollup (g)
select year(d) yr, month(d) mo, count(*) from t group by yr, mo
select year(d) yr, count(*) from t group by 1 having count(*) > 1
select case when x > 2 then 'hi' else 'lo' end b, count(*) from t group by b
select g, sum(x) filter (where x > 1) / count(*) from t group by g
select g, string_agg(cast(id as varchar), ',' order by id desc) from t group by g
select g, list(id order by id) from t group by g
select g, array_agg(x order by x desc nulls last) from t group by g
select g, first(id order by x desc, id), last(id order by id) from t group by g
select g, arg_max(id, x), arg_min(id, y) from t where id < 6 group by g
select g, max_by(id, x), min_by(id, x) from t where id < 6 group by g
select quantile_cont(x, 0.5), quantile_disc(x, 0.25), median(y) from t
select percentile_cont(0.5) within group (order by x) from t
select mode(x), approx_count_distinct(g) from t where x = 2
select any_value(g), count_if(x > 1), sum(x > 1) from t
select var_samp(x), var_pop(x), stddev_samp(x), stddev_pop(x), corr(x, y), covar_pop(x, y), covar_samp(x, y) from t
select product(x), bit_and(x), bit_or(x), bit_xor(x) from t
select histogram(x) from t
select skewness(x), kurtosis(x), entropy(x) from t
select regr_slope(y, x), regr_intercept(y, x), regr_count(y, x), regr_r2(y, x) from t
select avg(distinct x), sum(distinct x), count(distinct d) from t
select count(*), count(1), count(null) from t
select count() from t
select sum(id) from t having count(*) > 100
select g from t group by g having g is not null
# ---- distinct on
= select distinct on (g) g, id, x from t order by g, x desc nulls last, id
= select distinct on (g, x) g, x, id from t order by g, x, id
= select distinct on (id % 3) id % 3 as r, id from t order by r, id desc
select count(*) from (select distinct on (g) * from t)
# ---- values
values (1, 'a'), (2, null)
select * from (values (1, 'a'), (2, 'b')) as v(n, s) where n > 1
select v.col0, v.col1 from (values (1, 2)) v
select col0 from (values (1), (2))
with v(a, b) as (values (1, 2), (3, 4)) select a + b from v
# ---- joins
select id, t.g from t join w using (id, g)
select * from t join u using (id) where v > 10
select * from t natural left join w
select * from t left join w using (g)
select g, name from t right join w using (g)
select * exclude (id) from w
select * exclude (id, name) from w
select t.* exclude (y, d), w.name from t join w using (g)
select * replace (upper(g) as g, x * 2 as x) from t
select * exclude (y) replace (x + 1 as x) from t
select * rename (id as key) from w
select t.* replace (-x as x) from t
select s.* from (select id, x from t) s(a, b)
select a.x, b.x from t a left join t b on a.id = b.id + 1 and b.x > 1
select a.id from t a, t b, t c where a.id = b.id and b.id = c.id and c.x = 2
select * from t a join u b on a.id = b.tid left join w on w.g = b.g
select t.id, w.id from t full join w on t.id = w.id where t.id is null or w.id is null
select * from e right join w on e.id = w.id
select a.id, b.id from w a join w b on a.id <> b.id
select a.id, b.id from w a left join w b on a.id < b.id
select a.id, b.id from w a full join w b on a.id + 2 = b.id
select t.id from t left join u on t.id = u.tid where u.id is null
select t.id, u.v from t join u on t.id = u.tid or t.x = u.v
select t.id from t where (select count(*) from u where u.tid = t.id) > 1
# ---- lateral
select t.id, l.m from t, lateral (select max(v) m from u where u.tid = t.id) l
select t.id, l.v from t, lateral (select v from u where u.tid = t.id order by v desc limit 1) l
select t.id, l.v from t left join lateral (select v from u where u.tid = t.id) l on true
select t.id, l.z from t cross join lateral (select t.x + 1 as z) l
select t.id, z from t, (select t.x * 2 as z)
select t.id, l.v from t join lateral (select * from u where u.v > t.x * 10) l on l.g = t.g
# ---- recursive
# ---- order, limit
= select id, x from t order by x nulls first, id desc limit 3 offset 1
= select id from t order by x desc nulls first, id limit 2
= select id from t order by 1 desc limit 2 offset 2
= select id from t order by id limit 2 + 1
= select id from t order by id fetch first 2 rows only
= select id from t order by id offset 2 rows fetch next 2 rows only
= select id, g from t order by lower(g) desc, id
= select id from t order by -id
= select id, x as n from t order by n is null, n, id
= select x from t union all select v from u order by x desc nulls last
# ---- between, case
select id from t where x not between 2 and 4
select id from t where d between '2024-01-01' and '2024-01-31'
select id, case when x is null then 'n' when x < 2 then 'lo' else 'hi' end from t
select id, case x when 1 then 'one' when 2 then 'two' else null end from t
select id, case when true then x end from t
select ifnull(x, 0), nullif(g, 'a'), coalesce(null, x, 1) from t
# ---- in / any / all
select id from t where x in (select x from t where x is null)
select id from t where x not in (select v from u where v is null)
select id from t where x in [1, 2]
select id from t where x = any([1, 2])
select id from t where x = any (select v / 10 from u)
select id from t where x > all (select 1)
select id from t where g = some (select g from w)
select id from t where exists (from u where u.tid = t.id)
select id from t where not exists (select 1 from e)
select id from t where g in (select g from w) and x is not null
select 1 in (1, null), 2 in (1, null), 2 not in (1, null), null in (1)
select id from t where row(x, g) = row(1, 'a')
# ---- strings
select concat('a', null, 'b'), 'a' || null, concat_ws('-', 'a', null, 'b')
select substring('hello' from 2 for 3), substr('hello', -3), 'hello'[2], 'hello'[2:3]
select replace('banana', 'a', 'o'), lpad('7', 3, '0'), rpad('x', 3, '.'), repeat('ab', 3)
select trim('  x '), ltrim('xxa', 'x'), rtrim('axx', 'x'), trim(both 'x' from 'xax')
select split('a,b,c', ','), split_part('a-b-c', '-', 2), string_split('a b', ' ')
select starts_with('hello', 'he'), ends_with('hello', 'lo'), contains('hello', 'ell'), 'hello' ^@ 'he'
select regexp_matches('hello', 'l+'), regexp_replace('hello', 'l', 'L'), regexp_replace('hello', 'l', 'L', 'g'), regexp_extract('a1b2', '[0-9]'), regexp_extract_all('a1b2', '[0-9]')
select 'abc' like 'a_c', 'abc' not like '%d', 'ABC' ilike 'abc', 'a%c' like 'a$%c' escape '$'
select position('l' in 'hello'), strpos('hello', 'l'), instr('hello', 'lo')
select hash('a') is not null, levenshtein('kitten', 'sitting'), jaccard('ab', 'abc')
# ---- casts
select cast('10' as bigint), try_cast('x' as int), cast(1.5 as decimal(5, 2)), 1::float
# ---- dates
select timestamp '2024-01-01 00:00:00' + interval '1 hour 30 minutes', timestamp '2024-03-31' - interval 1 month
select year(d), month(d), day(d), quarter(d), week(d), dayofweek(d), isodow(d), dayofyear(d), dayname(d), monthname(d) from t
select last_day(d), make_date(2024, 2, 29), strftime(d, '%Y/%m/%d'), strptime('2024/01/05', '%Y/%m/%d') from t
select d > '2024-01-01', d = date '2024-01-01', d between date '2024-01-01' and date '2024-01-02' from t
select to_days(3) is not null, to_hours(2) is not null
select epoch(timestamp '2024-01-01 00:00:00'), epoch_ms(timestamp '2024-01-01'), to_timestamp(0)
select timestamp '2024-01-01 10:20:30.123456', timestamp '2024-01-01T10:20:30', date_trunc('hour', timestamp '2024-01-01 10:20:30')
select time_bucket(interval '15 minutes', timestamp '2024-01-01 10:20:30')
select * from range(timestamp '2024-01-01', timestamp '2024-01-02', interval 6 hours)
select interval '3 days' = interval '72 hours', interval 1 hour > interval 59 minutes
# ---- lists, structs, lambdas
select [1, 2, 3][1], [1, 2, 3][-1], [1, 2, 3][2:], [1, 2, 3][:2], [1,2,3][5]
select list_value(1, 2), len([1, 2]), list_sum([1, 2]), list_max([1, 2]), list_avg([1, 2]), list_sort([3, 1, 2]), list_reverse([1, 2]), list_distinct([1, 1])
select list_transform([1, 2], lambda x: x * 2), list_transform([1, 2], (x, i) -> x * i)
select list_contains([1, 2], 1), list_has_any([1], [1, 2]), list_has_all([1, 2], [1]), array_length([1, 2]), list_position([3, 4], 4)
select list_concat([1], [2]), [1] || [2], list_append([1], 2), list_prepend(0, [1]), list_slice([1, 2, 3], 1, 2), flatten([[1], [2, 3]])
select map {'a': 1, 'b': 2}, map(['a'], [1])['a'], map_keys(map {'a': 1}), map_values(map {'a': 1}), cardinality(map {'a': 1}), element_at(map {'a': 1}, 'a')
select unnest([1, 2]), unnest(['a', 'b'])
select id, unnest(list_value(id, x)) from t where id < 3
select [1, 2] = [1, 2], [1, 2] < [1, 3], {'a': 1} = {'a': 1}
select list(x) from t
select id, list_transform(range(id), i -> i * t.x) from t where id < 4
select struct_pack(a := id, b := g) from t
select array[1, 2], array[1, 2][1], [[1, 2], [3]][1][2]
select list_transform([1, 2, 3], lambda x, i: x + i)
# ---- set operations
select 1 union all select 2 intersect select 2
(select 1 union select 2) intersect select 2
select id from t except select tid from u union select 99
select id from t intersect select tid from u
select g from t except all select g from w
select g, x from t union distinct select g, v from u
= select 1 as a union all select 2 order by a desc
= (select 3 as a union all select 1) order by 1
= select id from t union all select id from u order by id limit 3
= (select id from t order by id limit 1) union all (select id from u order by id desc limit 1) order by 1
select 1 as a, 2 as b union all by name select 3 as b, 4 as a
select 1 as a union by name select 'x' as c
select * from (select 1 union all select 2) q(n) where n > 1
select 1 where false union all select 2
with a as (select 1 as n union all select 2) select sum(n) from a
select (select 1 union all select 2 limit 1)
# ---- cte
with a as materialized (select 1 as n) select * from a
with a as (select 1 as n), b as (select n + 1 as n from a) select * from a union all select * from b
with a(x, y) as (select 1, 2) select y, x from a
select * from (with q as (select 5 as z) select z from q)
# ---- scalar subqueries
select (select sum(x) from t t2 where t2.g = t.g having count(*) > 1) from t
select id, (select sum(v) from u where u.tid = t.id having count(*) > 0) from t
select id, (select count(*) from u where u.tid = t.id having count(*) < 2) from t
select id, (select count(*) from u where u.tid = t.id having count(*) = 0) from t
select id, (select count(*) from u where u.tid = t.id having max(v) is null) from t
select id from t where exists (select count(*) from u where u.tid = t.id having count(*) = 0)
select id from t where 0 in (select count(*) from u where u.tid = t.id having count(*) < 1)
select id, (select count(*) from u where u.tid = t.id qualify row_number() over () = 1) from t
select id, (select sum(v) from u where u.tid = t.id limit 1) from t
select id, (select count(*) from u where u.tid = t.id limit 1) from t
select id, (select count(*) from u where u.tid = t.id order by 1 limit 1) from t
select id, (select count(*) from u where u.tid = t.id limit 0) from t
select id, (select count(*) c from u where u.tid = t.id offset 1) from t
select id, (select 1 + count(*) from u where u.tid = t.id having count(*) + t.x > 1) from t
select id, (select any_value(v) from u where u.tid = t.id having count(*) = 1) from t
select id, (select string_agg(g, ',' order by id) from u where u.tid = t.id) from t
select id, (select list(v order by v) from u where u.tid = t.id) from t
select id, (select 5 where t.x > 1) from t
select id, (select distinct count(*) from u where u.tid = t.id) from t
select id, (select distinct g from u where u.tid = t.id and g is not null limit 1) is null from t
select id, (select max(v) from u where u.tid = t.id) - (select min(v) from u where u.tid = t.id) from t
select id, (select c from (select count(*) c from u where u.tid = t.id)) from t
select id, (select count(*) from (select * from u where u.tid = t.id limit 1)) from t
select id, (select sum(v) from (select v from u where u.tid = t.id union all select 1)) from t
# ---- bits, arithmetic
select 1 + 2 * 3, (1 + 2) * 3, 2 ^ 3, 2 ** 3, 7 // 2, -7 // 2, 7 % 3, -7 % 3, 5 / 2
select bit_count(7), abs(-3), sign(-2), mod(7, 3), power(2, 3), sqrt(16), exp(0), ln(1), log(100), log2(8), round(2.567, 2), ceil(1.2), floor(-1.2), trunc(1.9), greatest(1, 2), least(1, 2), pi() > 3
select 10 / 0, 1.0 / 0
select null is null, null = null, 1 is distinct from null, x is true from (select true x)
select +5, - -5, 2 - -2
# ---- names, aliases
select id as "My Id", x as 'quoted' from t where "id" = 1
select id i, i + 1 j, j * 2 k from t
select x as x2 from t where x2 > 1
select g as grp, sum(x) from t group by grp having grp = 'a'
select t.id from t as t where t.x = 1
select sum(x) s, s * 2 from t
select count(*) as "count(*)" from t
from t where x > 2
from t select max(x)
from t join u on t.id = u.tid select t.id, v
select 1 -- trailing
select /* inline */ 2
select 1;
select distinct * from t
select all id from t
select id, x from t where x = (select max(x) from t)
select case when g = 'a' then 1 else 0 end::varchar from t
select x::int8, y::decimal(10,2)::varchar from t where id = 1
select count(*) from t, t t2
select min(id), max(id) from t where x in (select x from t group by x having count(*) > 1)
select g, (select max(v) from u where u.g = t.g) mx, count(*) from t group by g, mx
select x, count(*) * 1.0 / sum(count(*)) over () from t group by x
select id, x, sum(x) over (partition by g) tot, x * 1.0 / tot from t
select g, sum(x), sum(sum(x)) over () from t group by g having sum(x) > 1
select max(cnt) from (select g, count(*) cnt from t group by g)
select t.g, count(u.id) from t left join u on t.id = u.tid group by t.g
select greatest(d, date '2024-01-02'), least('a', g) from t
select id from t where x is not distinct from null
select nullif(1, 1), ifnull(null, 2), coalesce(null, null)
select 'a' < 'b', 'B' < 'a', 'é' > 'z', '' < 'a'
select * from t where d::varchar like '2024%'
select max(id) filter (where g = 'a'), count(*) filter (g is null) from t
select id from t where x > 1 and (g = 'a' or g = 'b') and not (id = 4)
select sum(case when x > 1 then 1 else 0 end) from t
select g, max(case when x = 1 then y end) p1, max(case when x = 2 then y end) p2 from t group by g
select count(*) from t a where exists (select 1 from t b where b.g = a.g and b.id <> a.id)
select id, exists(select 1 from u where u.tid = t.id) e from t where e
select id, rank() over (partition by g order by x desc) r from t where g is not null qualify r = 1
select e1.id from t e1 join lateral (select id from u where u.tid = e1.id) q on true
= select g, sum(x) s from t group by g order by all desc
# ---- with recursive
with recursive r(n) as (select 1 union all select n + 1 from r where n < 5) select n from r
with recursive r as (select 1 as n, 1 as f union all select n + 1, f * (n + 1) from r where n < 6) select * from r
with recursive r(n) as (select 1 union select (n + 1) % 4 from r) select n from r
with recursive tree(id, depth) as (select id, 0 from t where id = 1 union all select u.id, depth + 1 from u join tree on u.tid = tree.id where depth < 2) select * from tree
with recursive r(n, s) as (select 1, 'a' union all select n + 1, s || 'b' from r where n < 4) select * from r order by n desc limit 2
with recursive r(a, b) as (select 0, 1 union all select b, a + b from r where b < 100) select max(b), count(*) from r
with recursive reach(a, b) as (select tid, id from u where tid is not null union select r.a, u.id from reach r join u on u.tid = r.b) select * from reach
with recursive a(n) as (select 1 union all select n + 1 from a where n < 3), b(m) as (select n * 10 from a union all select m + 1 from b where m % 10 < 2) select * from b
with recursive r as (select 5 as x) select * from r
with recursive r as (select 1 as x union all select 2) select * from r
with recursive r(d) as (select date '2024-01-30' union all select d + interval 1 day from r where d < date '2024-02-02') select d::date from r
with recursive r(n) as (select 1 union all select 2 union all select n * 3 from r where n < 20) select n from r
select (with recursive r(n) as (select 1 union all select n + 1 from r where n < 5) select sum(n) from r)
with recursive r(n) as (select 1 union all select n + 1 from r where n < (select max(id) from t)) select count(*) from r
with recursive r(n) as (select 1 union all select max(n) + 1 from r having max(n) < 4) select * from r
with recursive r(n, p) as (select 1, null union all select n + 1, n from r where n < 3) select * from r
select * from (with recursive r(n) as (select 1 union all select n + 1 from r where n < 5) select n from r) q where n > 2
with recursive r(n) as (select 1 union all select a.n + 1 from r a join r b on a.n = b.n where a.n < 4) select n from r
with recursive r(n) as (select x from e union all select n + 1 from r) select * from r
with recursive r(i, l) as (select 1, [1] union all select i + 1, list_append(l, i + 1) from r where i < 3) select * from r
with recursive r(n) as (select range from range(5000) union select (n * 7) % 5000 from r) select count(*), sum(n) from r
# ---- bits, intervals, rows, comprehensions, escapes
select 5 & 3, 5 | 3, xor(5, 3), ~5, 1 << 3, 16 >> 2
select x & 1, x | 8, x << 1 from t
select ~1 + 2, ~ 5 & 3
select 1 << 2 + 1, 8 >> 1 << 2
select 5 & 3 = 1, 1 < 2 & 3
select 1 | 2 & 3, 1 + 1 << 2, 2 * 3 & 4, 1 = 1 & 1
select -interval '3' month + date '2024-05-31' = date '2024-02-29', date '2024-01-31' + interval '1' month * 2 = timestamp '2024-03-31'
select (date '2024-05-31' - 2 * interval 1 month)::date, (date '2024-01-31' + (interval 1 month + interval 1 day))::date, (date '2024-01-31' + (interval 2 month - interval 1 month))::date
select date_add(date '2024-01-31', interval 1 month)::date
select d + 1, d - 1, 1 + d, d + x from t
select median(d), quantile_cont(d, 0.25) from t
select [x * 2 for x in [1, 2, 3] if x > 1], [x for x in [1, 2]]
select id, [i + t.x for i in range(id) if i > 0] from t where id < 5
select 'abc' ~~ 'a%', 'abc' !~~ 'b%', 'ABC' ~~* 'abc', 'ABC' !~~* 'abd'
select E'a\nb', e'tab\t|', $$dollar 'quoted'$$, $a$x$$y$a$
select id from t where (x, g) in ((1, 'a'), (2, 'c'))
select id from t where (id, g) in (select tid, g from u)
select id from t where (id, x) = (1, 1)
select (id, x) = (1, 1), row(x, g) in (row(1, 'a'), row(2, null)) from t
select (1, null) = (1, null), (1, 2) = (1, null), (1, 2) < (1, 3), (1, 2) <> (2, null)
select bit_and(x & 3) from t
select [i for x, i in [4, 5, 6] if x > 5], [x for x, i in [4, 5, 6] if i % 2 = 0]
# ---- texts as nested values
select '[1, 2]'::int[], '[]'::int[], '[1, null]'::int[], '[[1], [2, 3]]'::int[][], try_cast('[1, x' as int[])
select '{a: 1, b: x}'::struct(a int, b varchar), '{''a'': 1}'::struct(a int)
select '{k=1, l=2}'::map(varchar, int)
select '[a, "b, c", ''d'']'::varchar[]
select ('[' || id::varchar || ', ' || (id + 1)::varchar || ']')::int[] from t
# ---- distinct in another order, few and middle values, places outside of a frame
= select distinct x % 2 from t where x < 3 order by x
= select distinct name from w order by id desc
= select distinct g || '!' as h from w order by id desc limit 2
select g, sum(x > 3), sum(x > 100), sum(x is null) from t group by g
select sum(x > 3), sum(false), sum(x > 3) filter (x > 100) from t
select g, min(x, 2), max(x, 2), min(d, 1), max(y, 100) from t group by g
select max(g, 3), min(g, 1), max(x, 2) filter (x < 5) from t
select string_agg(g, null), string_agg(g, ','), string_agg(null, ',') from w
select median(g), median(name), median(x > 1) from w cross join (select 1 as x)
select g, median(d), median(d::varchar) from t group by g
select id, nth_value(id, x - 2) over (order by id rows between current row and unbounded following) from t
select id, max(x, 2) over (order by id rows between 2 preceding and current row) from t
select '\xff\x00a'::blob = blob '\xff\x00a', cast('a' as blob) = encode('a')
select date '2024-01-31' + '1 month'::interval = timestamp '2024-02-29', timestamp '2024-01-31 12:00' + cast('36 hours' as interval) = timestamp '2024-02-02'
select time_bucket('3 months'::interval, d)::date, time_bucket('1 week'::interval, d)::date from t
# ---- means of times, frequent values, values beside nulls
select g, avg(d), avg(d::timestamp) from t group by g
select avg(time '10:00:00'), avg(case when x > 1 then time '10:00:00' else time '13:00:00' end) from t where x < 3
select arg_min_null(x, y), arg_max_null(g, id), arg_min_null(y, id) from t
select id, arg_max_null(x, id) over (order by id) from t
select weighted_avg(v, tid), wavg(tid, v), weighted_avg(null, 1) from u
select g, geomean(v) from u group by g
select approx_top_k(g, 1), approx_top_k(x, 2) from t where g = 'a' or x = 4
select fsum(y), kahan_sum(x), arbitrary(g) from t where id < 3
# ---- patterns of columns, globs, outer unnest
select columns(*) from t
select columns('^[xy]$') from t
select columns('x|y') + 1 from t
select min(columns(* exclude (g, d))), count(columns(* exclude g)) from t
select columns(['g', 'x']) from t
select columns(c -> c like '%d') from t
select columns(lambda c: c = 'x') * 2 as twice from t
select t.id, columns('name') from t join w using (id)
select distinct on (columns('^[gx]$')) g, x from t
= select * from t order by columns('^(x|id)$')
select max(columns('^[xy]$')) over (partition by g) from t
select id from t where g glob '[ab]' and not (g glob 'a*')
select 'a.csv' ~~~ '*.csv', 'a.csv' glob '*.tsv', null glob '*'
select r, a.v from (values (1, [1, 2]), (2, []::int[]), (3, null), (4, [5])) t(r, l) left join unnest(l) as a(v) on true
select r, a.v from (values (1, [1, 2]), (2, []::int[]), (3, null), (4, [5])) t(r, l) left join unnest(l) as a(v) on a.v > 1
select r, a.v from (values (1, [1, 2]), (2, []::int[]), (4, [5])) t(r, l) join unnest(l) as a(v) on a.v > 1
select id, n from t left join range(x) as s(n) on n > 2
select id, s.n from t left join lateral unnest([x, id]) as s(n) on s.n is not null where id > 5
# ---- named queries that use the query around, rows not in, parts of a hundred, numbered elements
select id, (with q as (select t.x + 1 as v) select max(v) from q) from t
select id, (with q as (select u.v from u where u.tid = t.id) select sum(v) from q) from t
select id, (with q(a) as (select u.v from u where u.tid = t.id), r as (select a * 2 as b from q) select sum(b) from r) from t
select id, (with q as (select u.v from u where u.tid = t.id) select count(*) from q a, q b) from t
select id from t where exists (with q as (select * from u where u.tid = t.id) select 1 from q where v > 10)
select id, (with t as (select * from t where t.id = 1) select count(*) from t) from t
select id from t where (x, g) not in (select v, g from u where false)
= select id from t order by id limit 50%
= select id from t order by id limit 30 %
= select id from t order by id limit 25 percent offset 1
= select id from t order by id limit 0%
= select id from t order by id limit 100% offset 3
select * from unnest(['a', 'b', 'c']) with ordinality as q(v, n)
# ---- errors as nulls
select id, try(cast(g as int)), try(cast(id::varchar || g as int)) from t
select try(cast('x' as int)), try(1), try(null)
# ---- groups by name, changed structs
select regexp_extract(d::varchar, '(\d+)-(\d+)', ['y', 'm']) from t
select (regexp_extract('k=1;l=22', '(\w)=(\d+)', ['key', 'value'])).value, regexp_extract('none', '(x)', ['g'])
select regexp_extract_all('k=1;l=22', '(\w)=(\d+)', ['key', 'value']), regexp_extract_all('bb', '(a*)b', ['a'])
select regexp_extract('ABC', '(b)', ['g'], 'i'), regexp_extract('ab', '(a)(b)', ['first'])
select struct_update({a: 1, b: 'x'}, a := 'y', c := 3), struct_update({a: x}, a := g) from t
# ---- orders inside aggregates over windows
select id, list(x order by y desc nulls last, id) over (partition by g) from t
select id, string_agg(g, '-' order by id desc) over (order by id rows between 2 preceding and current row) from t
select id, first(x order by y nulls last, id) over (order by id), last(id order by y nulls first, id) over (partition by g) from t
select id, array_agg(id order by id desc) filter (x > 1) over (order by id rows between 1 preceding and 1 following exclude current row) from t
select g, id, sum(x order by id) over (partition by g) from t
