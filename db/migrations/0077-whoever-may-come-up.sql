-- The search as it was (0059): whoever is found by a word or a birthday is first weighed by that alone, and only those who may come up are looked at with all their names and who
-- they are. The owner and the callers stay as they are.
-- Who on record may be meant, the likeliest first. `asked` holds what is looked for:
--   families, givens: words a family name and a given name may be; strong...: those that are as good as what was typed
--   words, weights, slots, roles: every one of those words, how near it is, which typed word it stands for, and whether that was the family or the given name
--   slots_in_all; bornFrom, bornTo, bornNear: a birthday or a span of them, and birthdays one slip away; aged: the span came from an age
--   postcode, address; identifiers: numbers without spaces; is: which people (child, adult, unborn)
-- Whoever may look for anybody (`anyone/find`) looks among everybody; others among the people they work with in a relation that has `find`. Somebody closed to
-- the asker is never among them and counts for nothing.
create or replace function gt.people_found(p uuid, asked jsonb, most integer)
  returns table (subject_id uuid, is_a text, given text, family text, known_as text, born_on date, born_precision text, expected_on date, died_on date,
    family_word text, given_word text, swapped boolean, other boolean, birth text, place text, place_now boolean, number text, mine boolean, score double precision)
  language plpgsql stable security definer set search_path = ''
  as $$
  #variable_conflict use_column
  declare
    who gt.actor;
    wide boolean;
    families text[] := array(select jsonb_array_elements_text(asked -> 'families'));
    givens text[] := array(select jsonb_array_elements_text(asked -> 'givens'));
    strong_families text[] := array(select jsonb_array_elements_text(asked -> 'strongFamilies'));
    strong_givens text[] := array(select jsonb_array_elements_text(asked -> 'strongGivens'));
    every_word text[];
    strong_words text[];
    words text[] := array(select jsonb_array_elements_text(asked -> 'words'));
    weights double precision[] := array(select jsonb_array_elements_text(asked -> 'weights')::double precision);
    slots integer[] := array(select jsonb_array_elements_text(asked -> 'slots')::integer);
    roles text[] := array(select jsonb_array_elements_text(asked -> 'roles'));
    slots_in_all integer := (asked ->> 'slotsInAll')::integer;
    born_from date := (asked ->> 'bornFrom')::date;
    born_to date := (asked ->> 'bornTo')::date;
    aged boolean := coalesce((asked ->> 'aged')::boolean, false);
    born_days date[] := array(select jsonb_array_elements_text(asked -> 'bornNear')::date);
    post text := gt.postcode_key(asked ->> 'postcode');
    numbers text[] := array(select jsonb_array_elements_text(asked -> 'identifiers'));
    line text := gt.address_line(asked ->> 'address');
    wanted text[] := array(select jsonb_array_elements_text(asked -> 'is'));
    least_score double precision;
    placed_who uuid[];
    placed_by text[];
    placed_now boolean[];
    numbered_who uuid[];
    numbered_by text[];
  begin
    select * into who from gt.me() m where m.partnership_id = p;
    if not found then return; end if;
    wide := 'anyone/find' = any (who.grants);
    if not wide and not exists (select from unnest(who.grants) as g where g like '%/find') then return; end if;
    every_word := families || givens;
    strong_words := strong_families || strong_givens;
    if born_from = born_to then born_days := born_days || born_from; end if;
    -- One word of a name alone, or a birthday alone, is little to go by and all there is; with two, one that fits badly says no.
    least_score := case when slots_in_all = 0 then 1 when slots_in_all = 1 then 24 else 42 end;
    -- Where somebody lives and what numbers they have is looked up only where it was asked: what is not in the statement costs nothing.
    if post <> '' or line <> '' then
      select array_agg(h.subject_id), array_agg(h.what), array_agg(h.here) into placed_who, placed_by, placed_now from (
        select e.subject_id, max(h.what) as what, bool_or(exists (select from gt.stay s where s.partnership_id = p and s.subject_id = e.subject_id
            and s.entry_id = coalesce(e.corrects, e.entry_id) and s.layer = 'open' and s.from_at <= who.at and s.until_at > who.at)) as here
        from (
          (select q.entry_id, 'postcode' as what from gt.entry_part q where p = q.partnership_id and post <> '' and gt.postcode_key(q.facts ->> 'postcode') = post
            and q.field_group = 'whereabouts' and q.facts ? 'postcode' and (q.facts ->> 'protected') is distinct from 'true' limit 200)
          union all
          (select q.entry_id, 'address' from gt.entry_part q where p = q.partnership_id and line <> '' and gt.address_line(q.narrative ->> 'address') = line
            and q.field_group = 'whereabouts' and q.narrative ? 'address' and (q.facts ->> 'protected') is distinct from 'true' limit 200)) h
        join gt.entry e on e.partnership_id = p and e.entry_id = h.entry_id and e.kind = 'residence' and e.audience <> 'agency'
        -- Only the last version of it counts, and not where anybody of the household has an address that is protected.
        where not exists (select from gt.entry v where v.partnership_id = p and v.corrects = coalesce(e.corrects, e.entry_id) and (v.known_at, v.entry_id) > (e.known_at, e.entry_id))
          and not exists (select from gt.entry_part home
            join gt.entry_part near on near.partnership_id = p and near.facts ? 'household' and near.facts ->> 'household' = home.facts ->> 'household'
            join gt.entry_part there on there.partnership_id = p and there.entry_id = near.entry_id and there.field_group = 'whereabouts' and there.facts ->> 'protected' = 'true'
            where home.partnership_id = p and home.entry_id = e.entry_id and home.field_group = 'record')
        group by e.subject_id
      ) h;
    end if;
    if cardinality(numbers) > 0 then
      select array_agg(h.subject_id), array_agg(h.scheme) into numbered_who, numbered_by from (
        select e.subject_id, min(h.scheme) as scheme
        from (select q.entry_id, q.facts ->> 'scheme' as scheme from gt.entry_part q
          where q.partnership_id = p and q.field_group = 'record' and q.facts ? 'scheme' and q.facts ->> 'value' = any (numbers) limit 100) h
        join gt.entry e on e.partnership_id = p and e.entry_id = h.entry_id and e.kind = 'identifier' and e.audience <> 'agency'
        where not exists (select from gt.entry v where v.partnership_id = p and v.corrects = coalesce(e.corrects, e.entry_id) and (v.known_at, v.entry_id) > (e.known_at, e.entry_id))
        group by e.subject_id
      ) h;
    end if;
    return query
      with word as materialized (
        select w.word, w.weight, w.slot, w.role from unnest(words, weights, slots, roles) as w(word, weight, slot, role)
      ), placed as materialized (
        select x.subject_id, x.what, x.here from unnest(placed_who, placed_by, placed_now) as x(subject_id, what, here)
      ), numbered as materialized (
        select x.subject_id, x.scheme from unnest(numbered_who, numbered_by) as x(subject_id, scheme)
      ), own as materialized (
        -- One's own people: what a narrow asker looks among, and those that come first where a single name fits many.
        select distinct mine.subject_id from (
          select r.subject_id from gt.reach r
          where r.partnership_id = p and r.holder_id = any (who.holders) and r.relation <> 'decided' and r.from_at <= who.at and r.until_at > who.at
            and (wide or (r.relation || '/find') = any (who.grants))
          limit 4000) mine
        where not wide or slots_in_all = 1
      ), hit as (
        select k.subject_id, k.family_key, k.given_key, k.born_on, true as own from own o join gt.person_key k on k.partnership_id = p and k.subject_id = o.subject_id
          where k.family_key = any (every_word) or k.given_key = any (every_word) or (slots_in_all = 0 and k.born_on between born_from and born_to)
        union all
        (select k.subject_id, k.family_key, k.given_key, k.born_on, false from gt.person_key k
          where wide and k.partnership_id = p and k.family_key = any (strong_families) and k.given_key = any (strong_givens) limit 150)
        union all
        (select k.subject_id, k.family_key, k.given_key, k.born_on, false from gt.person_key k
          where wide and k.partnership_id = p and k.family_key = any (strong_givens) and k.given_key = any (strong_families) limit 100)
        union all
        (select k.subject_id, k.family_key, k.given_key, k.born_on, false from gt.person_key k
          where wide and k.partnership_id = p and k.family_key = any (families) and k.given_key = any (givens) limit 250)
        union all
        -- A birthday a slip away, beside a name as good as typed; the very birthday, or the span it fell in, beside any of the names.
        (select k.subject_id, k.family_key, k.given_key, k.born_on, false from gt.person_key k
          where wide and k.partnership_id = p and k.given_key = any (strong_words) and k.born_on = any (born_days) limit 150)
        union all
        (select k.subject_id, k.family_key, k.given_key, k.born_on, false from gt.person_key k
          where wide and k.partnership_id = p and k.family_key = any (strong_words) and k.born_on = any (born_days) limit 150)
        union all
        (select k.subject_id, k.family_key, k.given_key, k.born_on, false from gt.person_key k
          where wide and k.partnership_id = p and k.given_key = any (every_word) and k.born_on between born_from and born_to limit 150)
        union all
        (select k.subject_id, k.family_key, k.given_key, k.born_on, false from gt.person_key k
          where wide and k.partnership_id = p and k.family_key = any (every_word) and k.born_on between born_from and born_to limit 150)
        union all
        (select k.subject_id, k.family_key, k.given_key, k.born_on, false from gt.person_key k
          where wide and slots_in_all = 0 and k.partnership_id = p and k.born_on between born_from and born_to limit 60)
        union all
        (select k.subject_id, k.family_key, k.given_key, k.born_on, false from gt.person_key k
          where wide and slots_in_all = 1 and k.partnership_id = p and k.family_key = any (strong_families) limit 100)
        union all
        (select k.subject_id, k.family_key, k.given_key, k.born_on, false from gt.person_key k
          where wide and slots_in_all = 1 and k.partnership_id = p and k.given_key = any (strong_givens) limit 100)
      ), heaviest as materialized (
        select w.word, max(w.weight) as weight from word w group by w.word
      ), likely as (
        -- Weighed by the one name they were found by: nobody beyond these could be among the few who are named.
        select h.subject_id
        from hit h
        left join heaviest f on f.word = h.family_key
        left join heaviest g on g.word = h.given_key
        group by h.subject_id
        order by max(coalesce(f.weight, 0) * 30 + coalesce(g.weight, 0) * 30
            + case when h.born_on between born_from and born_to then 30 when h.born_on = any (born_days) then 22 else 0 end) desc, bool_or(h.own) desc, h.subject_id
        limit 60
      ), found as materialized (
        select l.subject_id from likely l
        union
        select a.subject_id from (select placed.subject_id from placed union all select numbered.subject_id from numbered) a
          where wide or exists (select from own o where o.subject_id = a.subject_id)
      ), borne as materialized (
        -- The names of those who were found, read once: what follows goes by these few rows and never by a word.
        select c.subject_id, k.family_key, k.given_key, k.other
        from found c cross join lateral (select * from gt.person_key x where x.partnership_id = p and x.subject_id = c.subject_id limit 60) k
      ), named as (
        select k.subject_id, k.other, f.word as family_word, g.word as given_word,
          coalesce(f.role = 'given', false) or coalesce(g.role = 'family', false) as swapped,
          coalesce(f.weight * case f.role when 'given' then 0.92 else 1 end, 0) * 30 + coalesce(g.weight * case g.role when 'family' then 0.92 else 1 end, 0) * 30 as says
        from borne k
        left join word f on f.word = k.family_key
        left join word g on g.word = k.given_key and (f.slot is null or g.slot <> f.slot)
      ), best as (
        select distinct on (n.subject_id) n.* from named n order by n.subject_id, n.says desc, n.other, n.swapped, n.family_word, n.given_word
      ), fitting as (
        -- How many of the words that were typed stand somewhere in the name.
        select b.subject_id, count(distinct b.slot) as slots
        from (select k.subject_id, w.slot from borne k join word w on w.word = k.family_key where w.weight >= 0.6
          union all select k.subject_id, w.slot from borne k join word w on w.word = k.given_key where w.weight >= 0.6) b
        group by b.subject_id
      ), weighed as materialized (
        select n.subject_id, n.is_a, n.given, n.family, n.known_as, n.born_on, n.born_precision, n.expected_on, n.died_on,
          b.family_word, b.given_word, coalesce(b.swapped, false) as swapped, coalesce(b.other, false) as other, b.says,
          coalesce(t.slots, 0)::double precision / greatest(slots_in_all, 1) as share,
          case when born_from is null or n.born_on is null then null
            when born_from = born_to and n.born_on = born_from and n.born_precision = 'day' then 'same'
            when n.born_on between born_from and born_to then 'within'
            when n.born_precision = 'year' and extract(year from n.born_on) between extract(year from born_from) and extract(year from born_to) then 'within'
            when n.born_precision = 'month' and date_trunc('month', n.born_on) between date_trunc('month', born_from) and born_to then 'within'
            when n.born_on = any (born_days) then 'near'
            when n.born_on between born_from - 366 and born_to + 366 then 'about'
            else 'other' end as birth,
          a.what as place, a.here as place_now, i.scheme as number,
          exists (select from gt.reach r where r.partnership_id = p and r.subject_id = n.subject_id and r.holder_id = any (who.holders)
            and r.relation <> 'decided' and r.from_at <= who.at and r.until_at > who.at) as mine
        from found c
        cross join lateral (select * from gt.person x where x.partnership_id = p and x.subject_id = c.subject_id limit 1) n
        left join best b on b.subject_id = c.subject_id
        left join fitting t on t.subject_id = c.subject_id
        left join placed a on a.subject_id = c.subject_id
        left join numbered i on i.subject_id = c.subject_id
        where n.is_a = any (wanted)
          and not exists (select from gt.excluded x where x.partnership_id = p and x.subject_id = n.subject_id and x.account_id = who.account_id)
          and not exists (select from gt.closed_to_most l where l.partnership_id = p and l.subject_id = n.subject_id
            and not exists (select from gt.named_only o where o.partnership_id = p and o.subject_id = n.subject_id and o.account_id = who.account_id))
      ), scored as (
        select w.*, w.says + w.share * 8
          + case w.birth when 'same' then 30 when 'within' then case when aged then 14 else 20 end when 'near' then 22 when 'about' then case when aged then 9 else 3 end when 'other' then -12 else 0 end
          + case w.place when 'address' then 24 when 'postcode' then 20 else 0 end + case when w.place_now then 2 else 0 end
          + case when w.number is not null then 200 else 0 end
          + case when w.mine then 2 else 0 end - case when w.other then 1 else 0 end as score
        from weighed w
      )
      select s.subject_id, s.is_a, s.given, s.family, s.known_as, s.born_on, s.born_precision, s.expected_on, s.died_on,
        s.family_word, s.given_word, s.swapped, s.other, s.birth, s.place, s.place_now, s.number, s.mine, s.score::double precision
      from scored s
      where s.score >= least_score
      order by s.score desc, s.family, s.given, s.born_on, s.subject_id
      limit least(most, 25);
  end $$;
