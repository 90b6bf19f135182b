-- Who looked at a record: at the record itself, at the others that are read as one with it, and at what is told of it on matters of their own (meetings about the child, what
-- they ask for, challenges), as far as whoever asks is not kept out of these. Each look once, however much of it one page showed.
create or replace function gt.who_looked(p uuid, subject uuid, before_at timestamptz, before_line uuid, most integer)
  returns table (line_id uuid, at timestamptz, account_id uuid, agency_id uuid, role text, purpose text, entries integer, relations text[])
  language plpgsql stable security definer set search_path = ''
  as $$
  #variable_conflict use_column
  declare
    who gt.actor;
    about uuid[];
  begin
    if not gt.may_see_looks(p, subject) then return; end if;
    select * into who from gt.me() m where m.partnership_id = p;
    about := gt.one_record(p, array[subject]);
    about := about || array(
      with recursive follows(id, deep) as (
        select f.id, 1 from unnest(about) as o(id) cross join lateral gt.what_follows(p, o.id) as f(id)
        union
        select n.id, f.deep + 1 from follows f cross join lateral gt.what_follows(p, f.id) as n(id) where f.deep < 3)
      select distinct f.id from follows f where gt.lets_in(p, f.id, who.account_id));
    return query
      select l.line_id, l.at, a.account_id, a.agency_id, a.role, a.purpose, cardinality(a.entry_ids),
        array(select distinct r.relation from gt.reach r where r.partnership_id = p and r.subject_id = any (l.shown) and r.from_at <= l.at and r.until_at > l.at
          and r.holder_id = any (gt.holders_at(p, a.account_id, a.agency_id, l.at)) order by 1)
      from (select k.line_id, k.at, array_agg(k.subject_id) as shown
        from unnest(about) as s(id) cross join lateral (
          select x.line_id, x.at, x.subject_id from gt.look x where x.partnership_id = p and x.subject_id = s.id and (x.at, x.line_id) < (before_at, before_line)
            order by x.at desc, x.line_id desc limit least(most, 200)) k
        group by k.line_id, k.at order by k.at desc, k.line_id desc limit least(most, 200)) l
      join gt.access_line a on a.partnership_id = p and a.line_id = l.line_id
      order by l.at desc, l.line_id desc;
  end $$;
