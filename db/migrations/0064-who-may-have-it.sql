-- What goes out goes to people and professionals on the case alone, holds what each of them may have, passes the checks, and is let go by somebody who may: held here, below the
-- pages.

-- What an account stands as, whoever asks.
create function gt.stands_as(p uuid, account uuid)
  returns table (agency_id uuid, role text, holders uuid[], grants text[])
  language sql stable security definer set search_path = ''
  as $$
    select acc.agency_id, acc.role,
      array[acc.account_id, acc.agency_id] || array(select tm.team_id from gt.team_member tm
        where tm.partnership_id = p and tm.account_id = acc.account_id and tm.from_at <= clock_timestamp() and tm.until_at > clock_timestamp()),
      coalesce(g.grants, '{}')
    from gt.account acc left join gt.role_grants g on g.role = acc.role
    where acc.partnership_id = p and acc.account_id = account and acc.active
  $$;
create function gt.granted_to(asked_role text) returns text[]
  language sql stable security definer set search_path = ''
  as $$ select g.grants from gt.role_grants g where g.role = asked_role $$;
alter function gt.stands_as(uuid, uuid) owner to gt_door;
alter function gt.granted_to(text) owner to gt_door;
revoke all on function gt.stands_as(uuid, uuid), gt.granted_to(text) from public;
grant execute on function gt.stands_as(uuid, uuid), gt.granted_to(text) to gt_deriver;

-- May the asker do this with what goes out of this record? 'append:disclosure': prepare it, take it back; 'release': let go what needs two people.
create function gt.may_disclose(p uuid, subject uuid, what text) returns boolean
  language plpgsql stable security definer set search_path = ''
  as $$
  declare
    who gt.actor;
  begin
    select * into who from gt.me() m where m.partnership_id = p;
    return found and gt.lets_in(p, subject, who.account_id)
      and exists (select from gt.reach r where r.partnership_id = p and r.subject_id = subject and r.holder_id = any (who.holders)
        and r.from_at <= who.at and r.until_at > who.at and (r.relation || '/' || what) = any (who.grants));
  end $$;

-- What somebody on the case may have of this record, whoever asks: of which agency they are, and which field groups ('own': whatever their own agency wrote). No row: they
-- are not on the case. An account may have what it reads here, a professional without one what their kind of agency reads that works with the child and nothing that is shown to one
-- agency alone, somebody of the family, and the child, the record itself.
create function gt.receives(p uuid, subject uuid, account uuid, person uuid, professional uuid)
  returns table (agency uuid, groups text[])
  language plpgsql stable security definer set search_path = ''
  as $$
  declare
    ids uuid[] := gt.one_record(p, array[subject]);
    known constant text[] := array['record', 'whereabouts', 'health', 'legal', 'third-party', 'own'];
    w record;
    f jsonb;
  begin
    if account is not null then
      select * into w from gt.stands_as(p, account);
      if not found or exists (select from unnest(ids) as i(id) where not gt.lets_in(p, i.id, account)) then return; end if;
      return query
        select w.agency_id, array_agg(distinct k.name) from gt.reach r cross join unnest(known) as k(name)
        where r.partnership_id = p and r.subject_id = any (ids) and r.holder_id = any (w.holders) and r.from_at <= clock_timestamp() and r.until_at > clock_timestamp()
          and r.relation in ('lead', 'co-worker', 'manager', 'chair', 'core-group', 'agency', 'screener') and (r.relation || '/' || k.name) = any (w.grants)
        having 'record' = any (array_agg(k.name));
    elsif person is not null then
      if person = any (ids) or (exists (select from gt.relationship r where r.partnership_id = p and r.subject_id = person and r.to_id = any (ids)
            and r.as_what in ('mother', 'father', 'parent', 'step-parent', 'grandparent', 'aunt or uncle', 'carer') and r.from_at <= clock_timestamp() and r.until_at > clock_timestamp())
          and exists (select from gt.person n where n.partnership_id = p and n.subject_id = person and n.is_a = 'adult' and n.died_on is null)) then
        return query select null::uuid, array['record'];
      end if;
    elsif professional is not null then
      select q.facts into f from gt.entry e join gt.entry_part q on q.partnership_id = p and q.entry_id = e.entry_id and q.field_group = 'record'
        where e.partnership_id = p and e.subject_id = any (ids) and e.kind = 'other-professional' and (e.entry_id = professional or e.corrects = professional) and not e.withdraws
        order by e.known_at desc, e.entry_id desc limit 1;
      if not found or (f ->> 'ended')::boolean
          or exists (select from gt.entry e where e.partnership_id = p and e.corrects = professional and e.withdraws)
          or exists (select from gt.entry e join gt.entry_part q on q.partnership_id = p and q.entry_id = e.entry_id and q.field_group = 'record'
            where e.partnership_id = p and e.answers = professional and e.kind = 'other-professional' and (q.facts ->> 'ended')::boolean) then return; end if;
      return query
        select null::uuid, array_agg(k.name) from unnest(known) as k(name)
        where k.name <> 'own' and ('agency/' || k.name) = any (gt.granted_to(case f ->> 'agency'
          when 'health' then 'health-practitioner' when 'education' then 'school-safeguarding-lead' when 'police' then 'police-officer' else 'early-help-practitioner' end))
        having count(*) > 0;
    end if;
  end $$;

-- The same for whoever may send something of the record, and for nobody else.
create function gt.may_receive(p uuid, subject uuid, account uuid, person uuid, professional uuid)
  returns table (agency uuid, groups text[])
  language plpgsql stable security definer set search_path = ''
  as $$
  begin
    if not (gt.may_disclose(p, subject, 'append:disclosure') or gt.may_disclose(p, subject, 'release')) then return; end if;
    return query select r.agency, r.groups from gt.receives(p, subject, account, person, professional) r;
  end $$;

-- Those around a person whose homes and names must not slip out: who lives or lived with them, and everybody a relationship ties to them or to their family.
create function gt.people_near(p uuid, ids uuid[]) returns uuid[]
  language sql stable security definer set search_path = ''
  as $$
    with close as (
      select unnest(ids) as id
      union select r.subject_id from gt.relationship r where r.partnership_id = p and r.to_id = any (ids)
      union select r.to_id from gt.relationship r where r.partnership_id = p and r.subject_id = any (ids)
      union select z.subject_id from gt.stay s join gt.stay z on z.partnership_id = p and z.household_id = s.household_id where s.partnership_id = p and s.subject_id = any (ids))
    select array_agg(distinct x.id) from (
      select c.id from close c
      union all select r.subject_id from close c join gt.relationship r on r.partnership_id = p and r.to_id = c.id
      union all select r.to_id from close c join gt.relationship r on r.partnership_id = p and r.subject_id = c.id
      union all select z.subject_id from close c join gt.stay s on s.partnership_id = p and s.subject_id = c.id join gt.stay z on z.partnership_id = p and z.household_id = s.household_id) x
  $$;

-- Words as they are compared: small letters and figures, one space between them.
create function gt.bare_words(words text) returns text
  language sql immutable set search_path = ''
  as $$ select ' ' || trim(regexp_replace(lower(normalize(words, NFKD)), '[^a-z0-9]+', ' ', 'g')) || ' ' $$;

-- The addresses that were told of these people, as they now stand: whether protected, and whether nobody of them lives there any more. One told of as protected by one entry
-- is protected whoever else is told to live there. `kept`: an agency keeps it to itself.
create function gt.places_of(p uuid, people uuid[])
  returns table (whose uuid, kept boolean, line text, postcode text, guarded boolean, gone boolean)
  language sql stable security definer set search_path = ''
  as $$
    select e.subject_id, e.audience = 'agency', q.narrative ->> 'address', q.facts ->> 'postcode', coalesce((q.facts ->> 'protected')::boolean, false),
      not exists (select from gt.stay s join gt.entry_part h on h.partnership_id = p and h.entry_id = e.entry_id and h.field_group = 'record'
        where s.partnership_id = p and s.subject_id = any (people) and s.household_id::text = h.facts ->> 'household' and s.until_at > clock_timestamp())
    from gt.entry e join gt.entry_part q on q.partnership_id = p and q.entry_id = e.entry_id and q.field_group = 'whereabouts'
    where e.partnership_id = p and e.subject_id = any (people) and e.kind = 'residence' and not e.withdraws
      and not exists (select from gt.entry k where k.partnership_id = p and k.corrects = coalesce(e.corrects, e.entry_id) and k.entry_id <> e.entry_id
        and (k.known_at, k.entry_id) > (e.known_at, e.entry_id))
  $$;

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
-- What a document says that somebody has to look at, or that must not go at all ('protected'): words of addresses, of whoever told us, names of other children and adults
-- around - a record calls adults by their first names, too - and a reader of the family of whom nobody recorded that they have parental responsibility. Only words that stand
-- in it are given back, with whose records say so: who told us is nobody's to be named here.
create function gt.found_in(p uuid, subject uuid, person uuid, words text)
  returns table (sort text, found text, whose uuid[])
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
      with lines as materialized (
        select case when x.guarded then 'protected' else 'left' end as sort, case when not x.kept then x.whose end as whose, x.postcode,
          regexp_split_to_array(coalesce(x.line, ''), '[,\n]+') as parts
        from gt.places_of(p, near) x where x.guarded or x.gone),
      said as (
        select l.sort, l.whose, trim(y.part) as part from lines l cross join unnest(l.parts) as y(part)
        where gt.bare_words(y.part) ~ '[a-z]' and (gt.bare_words(y.part) ~ '[0-9]' or gt.bare_words(y.part) ~ '[a-z] [a-z]')
        union
        select l.sort, l.whose, trim(regexp_replace(trim(y.part), '^[0-9]+[a-zA-Z]?\s+', '')) from lines l cross join unnest(l.parts) as y(part)
        where trim(y.part) ~ '^[0-9]+[a-zA-Z]?\s+\S+\s+\S')
      select z.sort, min(z.part), array_remove(array_agg(distinct z.whose), null) from said z
      where length(trim(gt.bare_words(z.part))) >= 5 and strpos(bare, gt.bare_words(z.part)) > 0 group by z.sort, gt.bare_words(z.part)
      union all
      select l.sort, l.postcode, array_remove(array_agg(distinct l.whose), null) from lines l
      where length(replace(gt.bare_words(l.postcode), ' ', '')) >= 5 and strpos(tight, replace(gt.bare_words(l.postcode), ' ', '')) > 0 group by l.sort, l.postcode;
    return query select distinct 'referrer', w.said, '{}'::uuid[] from gt.words_of_referrers(p, ids) as w(said)
      where strpos(bare, gt.bare_words(w.said)) > 0 or (w.said !~ '[a-zA-Z]' and strpos(tight, replace(gt.bare_words(w.said), ' ', '')) > 0);
    return query
      select case when x.is_a = 'adult' then 'adult' else 'child' end, n.said, array_agg(distinct x.subject_id) from gt.person x
        cross join lateral (select v.said from unnest(array[x.given, x.known_as]) as v(said)) n
      where x.partnership_id = p and x.subject_id = any (near) and not x.subject_id = any (ids) and not x.subject_id = any (reader)
        and length(trim(gt.bare_words(n.said))) >= 2 and strpos(bare, gt.bare_words(n.said)) > 0
      group by 1, 2;
    if person is not null and not person = any (ids) and not exists (select from gt.relationship r where r.partnership_id = p and r.subject_id = any (reader) and r.to_id = any (ids)
        and r.parental_responsibility and r.from_at <= clock_timestamp() and r.until_at > clock_timestamp()) then
      return query select 'responsibility', 'not recorded', '{}'::uuid[];
    end if;
  end $$;

-- Was it whoever made or checked this who told it, or is it not three days old?
create function gt.said_of_late(e gt.entry, o gt.outgoing) returns boolean
  language sql stable set search_path = ''
  as $$ select e.author_id = o.made_by or coalesce(e.author_id = o.checked_by, false) or e.known_at > clock_timestamp() - interval '3 days' $$;

-- Why what goes out needs two people: the record is closed to most, somebody is kept out of it, a place of theirs is protected, there is an adoption; or any of it holds for
-- somebody around them or the reader ('near', and no more is said: not everybody who reads this reads theirs); or who it is for stands on the case because whoever made or
-- checked it said so, or because it was said in the last three days ('new-reader').
create function gt.needs_two(p uuid, o gt.outgoing) returns text[]
  language sql stable security definer set search_path = ''
  as $$
    with r as materialized (select gt.one_record(p, array[o.subject_id]) as own, case when o.to_person is null then '{}'::uuid[] else gt.one_record(p, array[o.to_person]) end as reader),
    a as materialized (select r.own, r.reader, gt.people_near(p, r.own || r.reader) as near from r),
    guarded as materialized (select distinct l.whose = any (a.own) as here from a cross join lateral gt.places_of(p, a.near) l where l.guarded),
    adopted as materialized (select distinct e.subject_id = any (a.own) as here from a join gt.entry e on e.partnership_id = p and e.subject_id = any (a.near) and e.kind = 'relationship'
      join gt.entry_part q on q.partnership_id = p and q.entry_id = e.entry_id and q.field_group = 'record' where q.facts ->> 'responsibilityFrom' = 'adoption')
    select array_remove(array[
      case when exists (select from gt.closed_to_most c where c.partnership_id = p and c.subject_id = any (a.own)) then 'closed' end,
      case when exists (select from gt.excluded x where x.partnership_id = p and x.subject_id = any (a.own)) then 'kept-out' end,
      case when exists (select from guarded g where g.here) then 'protected' end,
      case when exists (select from adopted d where d.here) then 'adoption' end,
      case when exists (select from guarded g where not g.here) or exists (select from adopted d where not d.here)
          or exists (select from gt.closed_to_most c where c.partnership_id = p and c.subject_id = any (a.reader) and not c.subject_id = any (a.own))
          or exists (select from gt.excluded x where x.partnership_id = p and x.subject_id = any (a.reader) and not x.subject_id = any (a.own)) then 'near' end,
      case when exists (select from gt.entry e where e.partnership_id = p and (e.entry_id = o.to_entry or e.corrects = o.to_entry) and gt.said_of_late(e, o))
          or (o.to_person is not null and not o.to_person = any (a.own) and not exists (
            select from gt.relationship t join gt.entry v on v.partnership_id = p and v.entry_id = t.entry_id
            where t.partnership_id = p and t.subject_id = any (a.reader) and t.to_id = any (a.own) and t.from_at <= clock_timestamp() and t.until_at > clock_timestamp()
              and not exists (select from gt.entry e where e.partnership_id = p and (e.entry_id = coalesce(v.corrects, v.entry_id) or e.corrects = coalesce(v.corrects, v.entry_id))
                and gt.said_of_late(e, o)))) then 'new-reader' end], null)
    from a
  $$;

-- Does everything it holds lie within what its reader may have now, on this person's own record, and stand as it was told: neither taken back nor corrected since?
create function gt.holds_theirs(p uuid, o gt.outgoing) returns boolean
  language sql stable security definer set search_path = ''
  as $$
    select exists (select from gt.receives(p, o.subject_id, o.to_account, o.to_person, o.to_entry)) and not exists (
      select from jsonb_to_recordset(o.holds) as h(entry uuid, "group" text)
      where not exists (select from gt.entry e join gt.entry_part q on q.partnership_id = p and q.entry_id = e.entry_id and q.field_group = h."group"
        cross join gt.receives(p, o.subject_id, o.to_account, o.to_person, o.to_entry) m
        where e.partnership_id = p and e.entry_id = h.entry and e.subject_id = any (gt.one_record(p, array[o.subject_id]))
          and not e.withdraws and not exists (select from gt.entry k where k.partnership_id = p and k.corrects = coalesce(e.corrects, e.entry_id) and k.entry_id <> e.entry_id
            and (k.withdraws or (k.known_at, k.entry_id) > (e.known_at, e.entry_id)))
          and (e.audience <> 'agency' or e.agency_id = m.agency) and (h."group" = any (m.groups) or (e.agency_id = m.agency and 'own' = any (m.groups)))))
  $$;

-- Everything that a document says, as one text.
create function gt.said_in(paper jsonb) returns text
  language sql immutable set search_path = ''
  as $$ select coalesce(string_agg(v #>> '{}', E'\n'), '') from jsonb_path_query(paper, '$.** ? (@.type() == "string")') as v $$;

-- Where in a document words stand: by the headings of its entries, as whoever reads it sees them.
create function gt.where_said(paper jsonb, words text) returns setof text
  language sql immutable set search_path = ''
  as $$
    with block as (select x.block, x.at, count(*) filter (where x.block ->> 'is' = 'heading') over (order by x.at) as number
      from jsonb_array_elements(paper -> 'blocks') with ordinality as x(block, at)),
    part as (select b.number, min(b.block ->> 'text') filter (where b.block ->> 'is' = 'heading') as heading, gt.bare_words(gt.said_in(jsonb_agg(b.block))) as bare from block b group by b.number),
    here as (select t.number, t.heading from part t where t.number > 0 and (strpos(t.bare, gt.bare_words(words)) > 0
      or (words ~ '[0-9]' and strpos(replace(t.bare, ' ', ''), replace(gt.bare_words(words), ' ', '')) > 0)))
    select format('entry %s, %s', h.number, h.heading) from here h union all select 'the document' where not exists (select from here)
  $$;

-- What the checks find in it that nobody has answered: what must not go, and what waits for an answer. Answered is what was named, or every place where it stands.
create function gt.still_found(p uuid, o gt.outgoing) returns table (sort text, found text)
  language sql stable security definer set search_path = ''
  as $$
    select f.sort, f.found from gt.outgoing_content c cross join lateral gt.found_in(p, o.subject_id, o.to_person, gt.said_in(c.paper)) f
    where c.partnership_id = p and c.outgoing_id = o.outgoing_id and (f.sort = 'protected' or (trim(coalesce(o.answers ->> (f.sort || ': ' || f.found), '')) = ''
      and exists (select from gt.where_said(c.paper, f.found) as w(said) where trim(coalesce(o.answers ->> (f.sort || ': ' || w.said), '')) = '')))
  $$;

-- May what was let go still reach its reader? Whoever has it has it; until then what has changed since stops it.
create function gt.still_goes(p uuid, outgoing uuid) returns boolean
  language plpgsql stable security definer set search_path = ''
  as $$
  declare
    o gt.outgoing;
  begin
    select * into o from gt.outgoing x where x.partnership_id = p and x.outgoing_id = outgoing;
    return found and (o.opened_at is not null or o.handed_at is not null
      or (gt.holds_theirs(p, o) and not exists (select from gt.still_found(p, o) f where f.sort = 'protected')));
  end $$;

-- Does it hold something that another agency than the asker's keeps to itself?
create function gt.kept_elsewhere(p uuid, o gt.outgoing) returns boolean
  language sql stable security definer set search_path = ''
  as $$
    select exists (select from jsonb_to_recordset(o.holds) as h(entry uuid) join gt.entry e on e.partnership_id = p and e.entry_id = h.entry
      where e.audience = 'agency' and not exists (select from gt.me() m where m.partnership_id = p and m.agency_id = e.agency_id))
  $$;

-- What the checks find in one that is being prepared, answered or not, for whoever prepares or releases it. What the asker reads on the records that say it is named, with
-- whose they are; of anything else only where it stands.
create function gt.found_in_outgoing(p uuid, outgoing uuid) returns table (sort text, found text, named boolean, whose uuid[], second_because text[])
  language plpgsql stable security definer set search_path = ''
  as $$
  declare
    o gt.outgoing;
    two text[];
  begin
    select * into o from gt.outgoing x where x.partnership_id = p and x.outgoing_id = outgoing;
    if not found or not (gt.may_disclose(p, o.subject_id, 'append:disclosure') or gt.may_disclose(p, o.subject_id, 'release')) or gt.kept_elsewhere(p, o) then return; end if;
    two := gt.needs_two(p, o);
    if 'near' = any (two) and exists (select from gt.places_of(p, gt.people_near(p, gt.one_record(p, array[o.subject_id] || array_remove(array[o.to_person], null)))) l
        where l.guarded and not l.kept and gt.may_disclose(p, l.whose, 'whereabouts')) then
      two := array_replace(two, 'near', 'protected');
    end if;
    return query
      with f as materialized (select g.sort, g.found, c.paper,
          array(select w.id from unnest(g.whose) as w(id) where gt.may_disclose(p, w.id, case when g.sort in ('protected', 'left') then 'whereabouts' else 'identity' end)) as open
        from gt.outgoing_content c cross join lateral gt.found_in(p, o.subject_id, o.to_person, gt.said_in(c.paper)) g where c.partnership_id = p and c.outgoing_id = outgoing),
      told as (select f.sort, f.found, true as named, f.open from f where f.open <> '{}' or f.sort = 'responsibility'
        union select f.sort, w.said, false, '{}'::uuid[] from f cross join lateral gt.where_said(f.paper, f.found) as w(said) where f.open = '{}' and f.sort <> 'responsibility')
      select t.sort, t.found, t.named, t.open, two from (select) one left join told t on true order by t.sort desc, t.found;
  end $$;

-- Keeps a document as it was made, for one reader. Refused: somebody who is not on the case, and anything the reader may not have.
create function gt.keep_outgoing(p uuid, made jsonb, content bytea, paper jsonb) returns text
  language plpgsql security definer set search_path = ''
  as $$
  declare
    who gt.actor;
    o gt.outgoing;
  begin
    select * into who from gt.me() m where m.partnership_id = p;
    o := jsonb_populate_record(null::gt.outgoing, made);
    if who.account_id is null or o.kind = 'record-copy' or not gt.may_disclose(p, o.subject_id, 'append:disclosure') then return 'not-found'; end if;
    -- Sent twice, it is kept once.
    if exists (select from gt.outgoing x where x.partnership_id = p and x.outgoing_id = o.outgoing_id and x.made_by = who.account_id) then return 'done'; end if;
    if num_nonnulls(o.to_account, o.to_person, o.to_entry) <> 1 or not exists (select from gt.may_receive(p, o.subject_id, o.to_account, o.to_person, o.to_entry)) then return 'not-on-case'; end if;
    if jsonb_array_length(o.holds) = 0 or not gt.holds_theirs(p, o) then return 'not-theirs'; end if;
    insert into gt.outgoing (partnership_id, outgoing_id, subject_id, act_id, kind, reader, reader_as, to_account, to_person, to_entry, holds, media_type, size, pages, sha256, made_by, made_at)
      values (p, o.outgoing_id, o.subject_id, o.act_id, o.kind, o.reader, o.reader_as, o.to_account, o.to_person, o.to_entry, o.holds, o.media_type, length(content), o.pages, sha256(content),
        who.account_id, who.at);
    insert into gt.outgoing_content (partnership_id, outgoing_id, content, paper) values (p, o.outgoing_id, keep_outgoing.content, keep_outgoing.paper);
    return 'done';
  end $$;

-- One that the asker may work on, held until the end of the transaction.
create function gt.hold_outgoing(p uuid, outgoing uuid) returns gt.outgoing
  language plpgsql security definer set search_path = ''
  as $$
  declare
    o gt.outgoing;
  begin
    select * into o from gt.outgoing x where x.partnership_id = p and x.outgoing_id = outgoing and x.kind <> 'record-copy' for update;
    if not found or not (gt.may_disclose(p, o.subject_id, 'append:disclosure') or gt.may_disclose(p, o.subject_id, 'release')) or gt.kept_elsewhere(p, o) then return null; end if;
    return o;
  end $$;

-- The checks are answered and why it goes is said: it waits to be let go. Nothing answers for an address that is protected.
create function gt.check_outgoing(p uuid, outgoing uuid, answers jsonb, why jsonb) returns text
  language plpgsql security definer set search_path = ''
  as $$
  declare
    who gt.actor;
    o gt.outgoing := gt.hold_outgoing(p, outgoing);
  begin
    select * into who from gt.me() m where m.partnership_id = p;
    if o.outgoing_id is null or not gt.may_disclose(p, o.subject_id, 'append:disclosure') then return 'not-found'; end if;
    if o.state <> 'drafted' then return 'moved-on'; end if;
    if not gt.holds_theirs(p, o) then return 'not-theirs'; end if;
    o.answers := check_outgoing.answers;
    o.checked_by := who.account_id;
    if exists (select from gt.still_found(p, o) f where f.sort = 'protected') then return 'refused'; end if;
    if exists (select from gt.still_found(p, o)) then return 'unanswered'; end if;
    update gt.outgoing x set state = 'checked', answers = check_outgoing.answers, why = check_outgoing.why, checked_by = who.account_id, checked_at = who.at,
        second_because = gt.needs_two(p, o)
      where x.partnership_id = p and x.outgoing_id = outgoing;
    return 'done';
  end $$;

-- Lets it go, in the transaction that writes down that it was sent. Where two people are asked for, by somebody else who may release; where nothing of the sort holds, by
-- whoever may send. What has changed since it was checked stops it.
create function gt.release_outgoing(p uuid, outgoing uuid, entry uuid, waits interval) returns text
  language plpgsql security definer set search_path = ''
  as $$
  declare
    who gt.actor;
    o gt.outgoing := gt.hold_outgoing(p, outgoing);
    two text[];
  begin
    select * into who from gt.me() m where m.partnership_id = p;
    if o.outgoing_id is null then return 'not-found'; end if;
    if o.state <> 'checked' then return 'moved-on'; end if;
    two := gt.needs_two(p, o);
    two := two || array(select x from unnest(o.second_because) as x where not x = any (two));
    if two <> '{}' and (who.account_id in (o.made_by, o.checked_by) or not gt.may_disclose(p, o.subject_id, 'release')) then return 'second'; end if;
    if two = '{}' and not gt.may_disclose(p, o.subject_id, 'append:disclosure') then return 'not-found'; end if;
    if not gt.holds_theirs(p, o) then return 'not-theirs'; end if;
    if exists (select from gt.still_found(p, o)) then return 'unanswered'; end if;
    if not exists (select from gt.entry e where e.partnership_id = p and e.entry_id = entry and e.subject_id = o.subject_id and e.kind = 'disclosure'
        and e.written_by = pg_current_xact_id_if_assigned()) then return 'not-written'; end if;
    update gt.outgoing x set state = 'released', released_by = who.account_id, released_at = who.at, opens_at = who.at + waits, entry_id = entry, second_because = two
      where x.partnership_id = p and x.outgoing_id = outgoing;
    return 'done';
  end $$;

-- Takes it back while nobody has it or it cannot reach its reader any more, or throws away what was not let go.
create function gt.recall_outgoing(p uuid, outgoing uuid, because text) returns text
  language plpgsql security definer set search_path = ''
  as $$
  declare
    who gt.actor;
    o gt.outgoing := gt.hold_outgoing(p, outgoing);
  begin
    select * into who from gt.me() m where m.partnership_id = p;
    if o.outgoing_id is null then return 'not-found'; end if;
    if o.state in ('drafted', 'checked') then
      update gt.outgoing x set state = 'thrown-away', recalled_by = who.account_id, recalled_at = who.at, recalled_because = because where x.partnership_id = p and x.outgoing_id = outgoing;
      return 'done';
    end if;
    if o.state <> 'released' then return 'moved-on'; end if;
    if o.opened_at is not null or o.handed_at is not null or (o.opens_at <= clock_timestamp() and gt.still_goes(p, outgoing)) then return 'too-late'; end if;
    update gt.outgoing x set state = 'recalled', recalled_by = who.account_id, recalled_at = who.at, recalled_because = because where x.partnership_id = p and x.outgoing_id = outgoing;
    return 'done';
  end $$;

-- Whom it is for opens it: when they first did is kept. True where it is there for them, and may still go.
create function gt.open_outgoing(p uuid, outgoing uuid) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  declare
    who gt.actor;
  begin
    select * into who from gt.me() m where m.partnership_id = p;
    update gt.outgoing x set opened_at = coalesce(x.opened_at, who.at)
      where x.partnership_id = p and x.outgoing_id = outgoing and x.to_account = who.account_id and x.state = 'released' and x.opens_at <= who.at
        and gt.lets_in(p, x.subject_id, who.account_id) and gt.still_goes(p, outgoing);
    return found;
  end $$;

-- Somebody without an account has it on paper: whoever handed it over says how. Where a place around may be protected nothing is posted: it may go to where somebody has left.
create function gt.hand_over_outgoing(p uuid, outgoing uuid, how text, posted boolean) returns text
  language plpgsql security definer set search_path = ''
  as $$
  declare
    who gt.actor;
    o gt.outgoing := gt.hold_outgoing(p, outgoing);
  begin
    select * into who from gt.me() m where m.partnership_id = p;
    if o.outgoing_id is null then return 'not-found'; end if;
    if o.state <> 'released' or o.to_account is not null or o.handed_at is not null then return 'moved-on'; end if;
    if o.opens_at > clock_timestamp() then return 'too-early'; end if;
    if not gt.still_goes(p, outgoing) then return 'stopped'; end if;
    if posted and array['protected', 'near'] && (o.second_because || gt.needs_two(p, o)) then return 'not-by-post'; end if;
    update gt.outgoing x set handed_by = who.account_id, handed_at = who.at, handed_how = how where x.partnership_id = p and x.outgoing_id = outgoing;
    return 'done';
  end $$;

do $$
declare
  f text;
begin
  foreach f in array array['gt.may_disclose(uuid, uuid, text)', 'gt.may_receive(uuid, uuid, uuid, uuid, uuid)', 'gt.receives(uuid, uuid, uuid, uuid, uuid)',
      'gt.words_of_referrers(uuid, uuid[])', 'gt.still_goes(uuid, uuid)', 'gt.kept_elsewhere(uuid, gt.outgoing)', 'gt.people_near(uuid, uuid[])', 'gt.places_of(uuid, uuid[])',
      'gt.found_in(uuid, uuid, uuid, text)', 'gt.needs_two(uuid, gt.outgoing)', 'gt.holds_theirs(uuid, gt.outgoing)', 'gt.still_found(uuid, gt.outgoing)',
      'gt.found_in_outgoing(uuid, uuid)', 'gt.keep_outgoing(uuid, jsonb, bytea, jsonb)', 'gt.hold_outgoing(uuid, uuid)', 'gt.check_outgoing(uuid, uuid, jsonb, jsonb)',
      'gt.release_outgoing(uuid, uuid, uuid, interval)', 'gt.recall_outgoing(uuid, uuid, text)', 'gt.open_outgoing(uuid, uuid)', 'gt.hand_over_outgoing(uuid, uuid, text, boolean)'] loop
    execute 'alter function ' || f || ' owner to gt_deriver';
    execute 'revoke all on function ' || f || ' from public';
  end loop;
  foreach f in array array['gt.may_disclose(uuid, uuid, text)', 'gt.may_receive(uuid, uuid, uuid, uuid, uuid)', 'gt.found_in_outgoing(uuid, uuid)', 'gt.keep_outgoing(uuid, jsonb, bytea, jsonb)',
      'gt.check_outgoing(uuid, uuid, jsonb, jsonb)', 'gt.release_outgoing(uuid, uuid, uuid, interval)', 'gt.recall_outgoing(uuid, uuid, text)', 'gt.open_outgoing(uuid, uuid)',
      'gt.hand_over_outgoing(uuid, uuid, text, boolean)', 'gt.still_goes(uuid, uuid)'] loop
    execute 'grant execute on function ' || f || ' to gt_app';
  end loop;
end $$;
revoke all on function gt.bare_words(text), gt.said_in(jsonb), gt.where_said(jsonb, text), gt.said_of_late(gt.entry, gt.outgoing) from public;
grant execute on function gt.bare_words(text), gt.said_in(jsonb), gt.where_said(jsonb, text), gt.said_of_late(gt.entry, gt.outgoing) to gt_deriver;
grant execute on function gt.still_goes(uuid, uuid) to gt_worker;
