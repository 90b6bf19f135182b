-- "Is this child known?": whether somebody like this is on record at all is learned from one narrow question. It answers how well what was asked fits and whom
-- to ring, and nothing that is recorded.
set role gt_owner;

-- What somebody asked, for a day and for them alone: an address names a question by its id, so that no name stands in a browser's history.
create table gt.known_question (
  partnership_id uuid not null,
  account_id uuid not null,
  question_id uuid not null,
  asked jsonb not null,
  asked_at timestamptz not null default clock_timestamp(),
  primary key (partnership_id, account_id, question_id),
  foreign key (partnership_id, account_id) references gt.account
);
grant select, delete on gt.known_question to gt_jobs;
reset role;

create or replace function gt.forget_searches(before timestamptz) returns integer
  language plpgsql security definer set search_path = ''
  as $$
  declare
    gone integer;
    questions integer;
  begin
    delete from gt.own_search s where s.asked_at < before;
    get diagnostics gone = row_count;
    delete from gt.known_question q where q.asked_at < before;
    get diagnostics questions = row_count;
    return gone + questions;
  end $$;

-- Which words of names on record are near these: also for those who may only ask whether a child is known. The words are nobody's.
create or replace function gt.words_near(p uuid, words text[], sounds text[]) returns table (asked text, word text)
  language plpgsql stable security definer set search_path = ''
  as $$
  #variable_conflict use_column
  begin
    if not exists (select from gt.me() m where m.partnership_id = p and exists (select from unnest(m.grants) as g where g like '%/find' or g like '%/known')) then return; end if;
    return query
      select q.asked, near.word
      from unnest(words, sounds) as q(asked, sound)
      cross join lateral (
        select found.word from (
          select n.word, n.near from (select distinct u.key from unnest(gt.near_keys(q.asked, q.sound)) as u(key)) k
          cross join lateral (select x.word, x.near from gt.name_word x where x.partnership_id = p and x.near = k.key limit 400) n) found
        group by found.word
        order by (found.word = q.asked) desc, count(*) desc, abs(length(found.word) - length(q.asked)), found.word
        limit 60) near;
  end $$;

-- Whom on record a question may mean: at most five children, how well each fits (well, likely, possibly) and whom to ring: the team that works with the
-- child, or the front door. A child whose record is closed to most is one for the front door like any other; whoever is excluded from a record hears nothing of
-- it. Every branch is a range of an index and is cut off.
create function gt.known_children(p uuid, asked jsonb) returns table (subject_id uuid, fits text, ring text, team_id uuid)
  language plpgsql stable security definer set search_path = ''
  as $$
  #variable_conflict use_column
  declare
    who gt.actor;
    families text[] := array(select jsonb_array_elements_text(asked -> 'families'));
    givens text[] := array(select jsonb_array_elements_text(asked -> 'givens'));
    strong_families text[] := array(select jsonb_array_elements_text(asked -> 'strongFamilies'));
    strong_givens text[] := array(select jsonb_array_elements_text(asked -> 'strongGivens'));
    born date := (asked ->> 'born')::date;
    near date[] := array(select jsonb_array_elements_text(asked -> 'bornNear')::date);
    post text := coalesce(gt.postcode_key(asked ->> 'postcode'), '');
    line text := coalesce(gt.address_line(asked ->> 'address'), '');
  begin
    select * into who from gt.me() m where m.partnership_id = p;
    if not found or not 'anyone/known' = any (who.grants) then return; end if;
    return query
      with found as materialized (
        (select k.subject_id from gt.person_key k where k.partnership_id = p and k.family_key = any (strong_families) and k.given_key = any (strong_givens) limit 80)
        union
        (select k.subject_id from gt.person_key k where k.partnership_id = p and k.family_key = any (strong_givens) and k.given_key = any (strong_families) limit 40)
        union
        (select k.subject_id from gt.person_key k where k.partnership_id = p and k.family_key = any (families) and k.given_key = any (givens) limit 120)
        union
        (select k.subject_id from gt.person_key k where k.partnership_id = p and k.given_key = any (strong_givens) and k.born_on = born limit 60)
        union
        (select k.subject_id from gt.person_key k where k.partnership_id = p and k.family_key = any (strong_families) and k.born_on = born limit 60)
      ), borne as (
        select f.subject_id,
          bool_or((k.family_key = any (strong_families) and k.given_key = any (strong_givens)) or (k.family_key = any (strong_givens) and k.given_key = any (strong_families))) as same,
          bool_or(k.family_key = any (families) and k.given_key = any (givens)) as alike
        from found f cross join lateral (select * from gt.person_key x where x.partnership_id = p and x.subject_id = f.subject_id limit 60) k
        group by f.subject_id
      ), weighed as (
        select n.subject_id, b.same, b.alike or b.same as alike,
          case when born is null or n.born_on is null then null
            when n.born_on = born and n.born_precision = 'day' then 'same'
            when n.born_precision = 'year' and extract(year from n.born_on) = extract(year from born) then 'near'
            when n.born_precision = 'month' and date_trunc('month', n.born_on) = date_trunc('month', born) then 'near'
            when n.born_on = any (near) then 'near'
            else 'other' end as birth,
          -- Where the child lives says something only where the address may be known at all: a protected one, of anybody of the household, answers nobody,
          -- and nor does one of a record that is closed to the asker.
          (post <> '' or line <> '') and gt.lets_in(p, n.subject_id, who.account_id) and exists (select from gt.stay s
            cross join lateral (select q.facts, q.narrative from gt.entry v join gt.entry_part q on q.partnership_id = p and q.entry_id = v.entry_id and q.field_group = 'whereabouts'
              where v.partnership_id = p and (v.entry_id = s.entry_id or v.corrects = s.entry_id) and v.audience <> 'agency' order by v.known_at desc, v.entry_id desc limit 1) w
            where s.partnership_id = p and s.subject_id = n.subject_id and s.layer = 'open' and s.from_at <= who.at and s.until_at > who.at
              and (gt.postcode_key(w.facts ->> 'postcode') = post or gt.address_line(w.narrative ->> 'address') = line)
              and not exists (select from gt.stay h join gt.entry v on v.partnership_id = p and (v.entry_id = h.entry_id or v.corrects = h.entry_id)
                join gt.entry_part q on q.partnership_id = p and q.entry_id = v.entry_id and q.field_group = 'whereabouts' and q.facts ->> 'protected' = 'true'
                where h.partnership_id = p and h.household_id = s.household_id)) as place
        from borne b
        cross join lateral (select * from gt.person x where x.partnership_id = p and x.subject_id = b.subject_id limit 1) n
        where n.is_a <> 'adult' and n.merged_into is null
      ), judged as (
        select w.subject_id,
          case when w.same and (w.birth = 'same' or (w.place and w.birth is distinct from 'other')) then 'well'
            when w.alike and w.birth = 'same' then case when w.place then 'well' else 'likely' end
            when w.same and w.birth = 'near' then 'likely'
            when w.same and w.birth is null then case when born is null then 'possibly' else 'likely' end
            when w.alike and (w.birth = 'near' or w.place) then 'possibly'
            when w.birth = 'same' and w.place then 'possibly' end as fits
        from weighed w
      )
      select j.subject_id, j.fits,
        case when c.closed then 'front-door'
          when exists (select from gt.reach r where r.partnership_id = p and r.subject_id = j.subject_id and r.holder_id = any (who.holders) and r.relation <> 'decided'
            and r.from_at <= who.at and r.until_at > who.at) then 'yours'
          when t.team_id is not null then 'team' else 'front-door' end,
        case when c.closed then null else t.team_id end
      from judged j
      cross join lateral (select exists (select from gt.closed_to_most m where m.partnership_id = p and m.subject_id = j.subject_id
          and not exists (select from gt.named_only o where o.partnership_id = p and o.subject_id = j.subject_id and o.account_id = who.account_id)) as closed) c
      left join lateral (select i.holder_id as team_id from gt.involvement i where i.partnership_id = p and i.subject_id = j.subject_id and i.relation = 'manager'
          and i.form = 'team' and i.from_at <= who.at and i.until_at > who.at order by i.from_at desc, i.key limit 1) t on true
      where j.fits is not null
        and not exists (select from gt.excluded x where x.partnership_id = p and x.subject_id = j.subject_id and x.account_id = who.account_id)
      order by array_position(array['well', 'likely', 'possibly'], j.fits), j.subject_id
      limit 5;
  end $$;
alter function gt.known_children(uuid, jsonb) owner to gt_deriver;
revoke all on function gt.known_children(uuid, jsonb) from public;
grant execute on function gt.known_children(uuid, jsonb) to gt_app;
