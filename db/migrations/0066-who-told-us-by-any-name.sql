-- Whoever told us of these people is looked for by each word of their name, their telephone number and their address for mail; a title is nobody's name.
create function gt.words_of_referrers(p uuid, ids uuid[]) returns setof text
  language sql stable security definer set search_path = ''
  as $$
    select distinct n.said from gt.entry e
      join gt.entry_part q on q.partnership_id = p and q.entry_id = e.entry_id and q.field_group = 'record'
      join gt.entry t on t.partnership_id = p and t.subject_id = case when q.facts ->> 'matter' ~ '^[0-9a-f-]{36}$' then (q.facts ->> 'matter')::uuid end and t.kind = 'referral-told'
      join gt.entry_part w on w.partnership_id = p and w.entry_id = t.entry_id and w.field_group = 'referrer'
      cross join lateral (select v.said from unnest(array[w.narrative ->> 'phone', w.narrative ->> 'email'] || regexp_split_to_array(coalesce(w.narrative ->> 'name', ''), '\s+')) as v(said)) n
    where e.partnership_id = p and e.subject_id = any (ids) and e.kind = 'referral' and length(trim(gt.bare_words(n.said))) >= 3
      and trim(gt.bare_words(n.said)) not in ('mrs', 'miss', 'the', 'and', 'school', 'from')
  $$;
alter function gt.words_of_referrers(uuid, uuid[]) owner to gt_deriver;
revoke all on function gt.words_of_referrers(uuid, uuid[]) from public;

create or replace function gt.found_in(p uuid, subject uuid, person uuid, words text)
  returns table (sort text, found text)
  language plpgsql stable security definer set search_path = ''
  as $$
  declare
    ids uuid[] := gt.one_record(p, array[subject]);
    reader uuid[] := case when person is null then '{}' else gt.one_record(p, array[person]) end;
    near uuid[] := gt.people_near(p, ids || coalesce(person, subject));
    bare text := gt.bare_words(words);
    tight text := replace(bare, ' ', '');
  begin
    return query
      with said as (
        select case when l.guarded then 'protected' else 'left' end as sort, trim(l.part) as part
        from (select x.guarded, x.gone, unnest(regexp_split_to_array(coalesce(x.line, ''), '[,\n]+')) as part from gt.places_of(p, near) x) l
        where (l.guarded or l.gone) and gt.bare_words(l.part) ~ '[a-z]' and (gt.bare_words(l.part) ~ '[0-9]' or gt.bare_words(l.part) ~ '[a-z] [a-z]')
          and length(trim(gt.bare_words(l.part))) >= 5
        union
        select case when l.guarded then 'protected' else 'left' end, trim(regexp_replace(trim(l.part), '^[0-9]+[a-zA-Z]?\s+', ''))
        from (select x.guarded, x.gone, unnest(regexp_split_to_array(coalesce(x.line, ''), '[,\n]+')) as part from gt.places_of(p, near) x) l
        where (l.guarded or l.gone) and trim(l.part) ~ '^[0-9]+[a-zA-Z]?\s+\S+\s+\S')
      select s.sort, min(s.part) from said s where length(trim(gt.bare_words(s.part))) >= 5 and strpos(bare, gt.bare_words(s.part)) > 0 group by s.sort, gt.bare_words(s.part);
    return query
      select distinct case when x.guarded then 'protected' else 'left' end, x.postcode from gt.places_of(p, near) x
      where (x.guarded or x.gone) and length(replace(gt.bare_words(x.postcode), ' ', '')) >= 5 and strpos(tight, replace(gt.bare_words(x.postcode), ' ', '')) > 0;
    return query select distinct 'referrer', w.said from gt.words_of_referrers(p, ids) as w(said)
      where strpos(bare, gt.bare_words(w.said)) > 0 or (w.said !~ '[a-zA-Z]' and strpos(tight, replace(gt.bare_words(w.said), ' ', '')) > 0);
    return query
      select distinct case when x.is_a = 'adult' then 'adult' else 'child' end, n.said from gt.person x
        cross join lateral (select v.said from unnest(array[x.given, x.known_as]) as v(said)) n
      where x.partnership_id = p and x.subject_id = any (near) and not x.subject_id = any (ids) and not x.subject_id = any (reader)
        and length(trim(gt.bare_words(n.said))) >= 2 and strpos(bare, gt.bare_words(n.said)) > 0;
    if person is not null and not person = any (ids) and not exists (select from gt.relationship r where r.partnership_id = p and r.subject_id = any (reader) and r.to_id = any (ids)
        and r.parental_responsibility and r.from_at <= clock_timestamp() and r.until_at > clock_timestamp()) then
      return query select 'responsibility', 'not recorded';
    end if;
  end $$;
