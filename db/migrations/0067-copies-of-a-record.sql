-- A copy of a record for whoever asked for it: what was decided of each part, one decision after the other, by whom; and the paper that came of it, which somebody
-- else lets go. While the request waits whoever keeps the records reads what was told of that person, to decide; not before and not after.
set role gt_owner;
create table gt.copy (
  partnership_id uuid not null,
  copy_id uuid not null,
  subject_id uuid not null,
  -- The entry that says it was asked for.
  request_id uuid not null,
  -- Whom it is for, as it stands on the paper.
  reader text not null check (length(reader) between 1 and 200),
  -- Where somebody else asks for a child who is old enough to be asked: what the child said of it, or why the child was not asked.
  child_says text check (length(child_says) between 1 and 4000),
  begun_by uuid not null,
  begun_at timestamptz not null default clock_timestamp(),
  state text not null default 'preparing' check (state in ('preparing', 'ready', 'released', 'handed-over', 'given-up')),
  -- The paper as it stands, once it is ready.
  outgoing_id uuid,
  -- How many entries it was made of when it was made ready, of the person and of those it names; which records were read as one then, and which entries told of a
  -- protected place.
  told integer,
  around uuid[],
  -- Why whoever looked through it last gave it back.
  returned_by uuid,
  returned_because text check (length(returned_because) between 1 and 4000),
  primary key (partnership_id, copy_id),
  foreign key (partnership_id, subject_id) references gt.subject,
  foreign key (partnership_id, outgoing_id) references gt.outgoing,
  foreign key (partnership_id, begun_by) references gt.account (partnership_id, account_id),
  foreign key (partnership_id, returned_by) references gt.account (partnership_id, account_id),
  check ((returned_by is null) = (returned_because is null)),
  check (state = 'preparing' or state = 'given-up' or outgoing_id is not null)
);
create unique index copy_of_request on gt.copy (partnership_id, request_id) where state <> 'given-up';
create index on gt.copy (partnership_id, subject_id);
create index on gt.copy (partnership_id, outgoing_id) where outgoing_id is not null;
create index on gt.copy (partnership_id, begun_by);
create index on gt.copy (partnership_id, returned_by) where returned_by is not null;

-- What somebody decided, never changed: what was decided of the same thing later stands beside it and counts.
create table gt.copy_decision (
  partnership_id uuid not null,
  copy_id uuid not null,
  decision_no bigint generated always as identity,
  -- A part of an entry, a file, or somebody whom the record names.
  about text not null check (length(about) between 1 and 400),
  said jsonb not null,
  decided_by uuid not null,
  decided_at timestamptz not null default clock_timestamp(),
  primary key (partnership_id, copy_id, decision_no),
  foreign key (partnership_id, copy_id) references gt.copy,
  foreign key (partnership_id, decided_by) references gt.account (partnership_id, account_id)
);
create index on gt.copy_decision (partnership_id, copy_id, about, decision_no);
create index on gt.copy_decision (partnership_id, decided_by);
grant select, insert, update, delete on gt.copy to gt_records;
grant select, insert, delete on gt.copy_decision to gt_records;
grant select on gt.agency to gt_records;
reset role;
grant usage on sequence gt.copy_decision_decision_no_seq to gt_records;

-- Whoever may prepare copies of records; nobody otherwise.
create function gt.copier(p uuid) returns gt.actor
  language plpgsql stable security definer set search_path = ''
  as $$
  declare
    who gt.actor;
  begin
    select * into who from gt.me() m where m.partnership_id = p;
    if not found or not 'anyone/copy' = any (who.grants) then return null; end if;
    return who;
  end $$;

-- Does this request for this record stand without an answer?
create function gt.request_waits(p uuid, subject uuid, request uuid) returns boolean
  language sql stable security definer set search_path = ''
  as $$
    select exists (select from gt.entry h where h.partnership_id = p and h.entry_id = request and h.subject_id = any (gt.one_record(p, array[subject]))
        and h.kind = 'access-asked' and h.corrects is null)
      and not exists (select from gt.entry w where w.partnership_id = p and w.corrects = request and w.withdraws)
      and not exists (select from gt.entry x where x.partnership_id = p and x.answers = request and x.kind = 'access-answered' and x.corrects is null
        and not exists (select from gt.entry w where w.partnership_id = p and w.corrects = x.entry_id and w.withdraws))
  $$;

-- May this account have to do with a copy of this record? None of the records that are read as one is closed to them, or their own.
create function gt.may_copy(p uuid, subject uuid, account uuid) returns boolean
  language sql stable security definer set search_path = ''
  as $$
    select not exists (select from unnest(gt.one_record(p, array[subject])) as one(id)
      where not gt.lets_in(p, one.id, account) or gt.is_own_record(p, one.id, account))
  $$;

-- The copy, where whoever asks may prepare it.
create function gt.copy_for(p uuid, copy uuid) returns gt.copy
  language plpgsql stable security definer set search_path = ''
  as $$
  declare
    who gt.actor := gt.copier(p);
    c gt.copy;
  begin
    if who.account_id is null then return null; end if;
    select * into c from gt.copy x where x.partnership_id = p and x.copy_id = copy;
    if not found or not gt.may_copy(p, c.subject_id, who.account_id) then return null; end if;
    return c;
  end $$;

-- Begins the copy for a request, or gives the one that was begun. Nothing where there is no such request for the asker, or it was answered.
create function gt.begin_copy(p uuid, copy uuid, subject uuid, request uuid, reader text, child_says text) returns uuid
  language plpgsql security definer set search_path = ''
  as $$
  declare
    who gt.actor := gt.copier(p);
    there uuid;
  begin
    if who.account_id is null or not gt.request_waits(p, subject, request) or not gt.may_copy(p, subject, who.account_id) then return null; end if;
    insert into gt.copy (partnership_id, copy_id, subject_id, request_id, reader, child_says, begun_by)
      values (p, copy, subject, request, begin_copy.reader, begin_copy.child_says, who.account_id) on conflict do nothing;
    select c.copy_id into there from gt.copy c where c.partnership_id = p and c.request_id = request and c.state <> 'given-up';
    return there;
  end $$;

-- One copy: whose record, for whom, and how far it is.
create function gt.copy_head(p uuid, copy uuid)
  returns table (copy_id uuid, subject_id uuid, name text, born_on date, request_id uuid, asked_by text, asked_on date, reader text, child_says text, state text,
    begun_name text, ready_name text, ready_at timestamptz, sha256 text, size integer, pages integer, released_name text, released_at timestamptz, handed_how text,
    returned_name text, returned_because text, waits boolean, mine boolean)
  language plpgsql stable security definer set search_path = ''
  as $$
  declare
    c gt.copy := gt.copy_for(p, copy);
    who gt.actor := gt.copier(p);
  begin
    if c.copy_id is null then return; end if;
    return query
      select c.copy_id, c.subject_id, nullif(trim(n.given || ' ' || n.family), ''), n.born_on, c.request_id, r.facts ->> 'by', e.happened_on, c.reader, c.child_says, c.state,
        b.name, m.name, o.made_at, encode(o.sha256, 'hex'), o.size, o.pages, l.name, o.released_at, o.handed_how, t.name, c.returned_because,
        gt.request_waits(p, c.subject_id, c.request_id),
        exists (select from gt.copy_decision d where d.partnership_id = p and d.copy_id = c.copy_id and d.decided_by = who.account_id) or coalesce(o.made_by = who.account_id, false)
      from gt.entry e
      join gt.entry_part r on r.partnership_id = p and r.entry_id = e.entry_id and r.field_group = 'record'
      join gt.account b on b.partnership_id = p and b.account_id = c.begun_by
      left join gt.person n on n.partnership_id = p and n.subject_id = c.subject_id
      left join gt.outgoing o on o.partnership_id = p and o.outgoing_id = c.outgoing_id
      left join gt.account m on m.partnership_id = p and m.account_id = o.made_by
      left join gt.account l on l.partnership_id = p and l.account_id = o.released_by
      left join gt.account t on t.partnership_id = p and t.account_id = c.returned_by
      where e.partnership_id = p and e.entry_id = c.request_id;
  end $$;

-- The copies that were begun of one person's requests: which request, and how far.
create function gt.copies_of(p uuid, subject uuid) returns table (copy_id uuid, subject_id uuid, request_id uuid, state text)
  language plpgsql stable security definer set search_path = ''
  as $$
  declare
    who gt.actor := gt.copier(p);
  begin
    if who.account_id is null or not gt.lets_in(p, subject, who.account_id) then return; end if;
    return query select c.copy_id, c.subject_id, c.request_id, c.state from gt.copy c where c.partnership_id = p and c.subject_id = subject and c.state <> 'given-up'
      order by c.begun_at, c.copy_id;
  end $$;

-- The threads a copy is made from: the person's own, all that are read as one, and each concern as it was told in which they are one of the children.
create function gt.copied_threads(p uuid, c gt.copy, who uuid) returns uuid[]
  language sql stable security definer set search_path = ''
  as $$
    with own as materialized (select unnest(gt.one_record(p, array[c.subject_id])) as id)
    select array(select o.id from own o union
      select (r.facts ->> 'matter')::uuid from gt.entry e join gt.entry_part r on r.partnership_id = p and r.entry_id = e.entry_id and r.field_group = 'record'
        where e.partnership_id = p and e.subject_id in (select o.id from own o) and e.kind = 'referral' and r.facts ? 'matter'
          and gt.lets_in(p, (r.facts ->> 'matter')::uuid, who))
  $$;

-- All that was told of the person, every version, while the request waits: of what another agency keeps to itself, and of what stays with the police, only that it is there.
create function gt.copy_told(p uuid, copy uuid)
  returns table (entry_id uuid, subject_id uuid, own boolean, kind text, happened_on date, happened_at timestamptz, "precision" text, known_at timestamptz, author text, author_role text,
    agency text, agency_kind text, audience text, corrects uuid, withdraws boolean, parts jsonb, files jsonb)
  language plpgsql stable security definer set search_path = ''
  as $$
  declare
    c gt.copy := gt.copy_for(p, copy);
    who gt.actor := gt.copier(p);
    records uuid[];
  begin
    if c.copy_id is null or c.state not in ('preparing', 'ready') or not gt.request_waits(p, c.subject_id, c.request_id) then return; end if;
    records := gt.one_record(p, array[c.subject_id]);
    return query
      select e.entry_id, e.subject_id, e.subject_id = any (records), e.kind, e.happened_on, e.happened_at, e.precision, e.known_at, a.name, e.author_role, g.name, e.agency_kind, e.audience, e.corrects, e.withdraws,
        coalesce((select jsonb_agg(case when (e.audience = 'agency' and e.agency_id <> who.agency_id) or (q.field_group = 'police' and not 'author/police' = any (who.grants))
            then jsonb_build_object('group', q.field_group, 'facts', null, 'narrative', null)
            else jsonb_build_object('group', q.field_group, 'facts', q.facts, 'narrative', q.narrative) end order by q.field_group <> 'record', q.field_group)
          from gt.entry_part q where q.partnership_id = p and q.entry_id = e.entry_id), '[]'),
        coalesce((select jsonb_agg(jsonb_build_object('id', d.document_id, 'name', case when e.audience = 'agency' and e.agency_id <> who.agency_id then '' else d.name end)
            order by d.document_id) from gt.document d where d.partnership_id = p and d.entry_id = e.entry_id), '[]')
      from gt.subject s
      join gt.entry e on e.partnership_id = p and e.subject_id = s.subject_id and (s.erased_at is null or e.known_at > s.erased_at)
      left join gt.account a on a.partnership_id = p and a.account_id = e.author_id
      left join gt.agency g on g.partnership_id = p and g.agency_id = e.agency_id
      where s.partnership_id = p and s.subject_id = any (gt.copied_threads(p, c, who.account_id))
      order by e.happened_at, e.known_at, e.entry_id;
  end $$;

-- Whoever the records and the threads tie to the person a copy is of.
create function gt.copied_people(p uuid, own uuid[], threads uuid[]) returns table (id uuid, erased_at timestamptz)
  language sql stable security definer set search_path = ''
  as $$
    with tied as materialized (
      select r.to_id as id from gt.relationship r where r.partnership_id = p and r.subject_id = any (own)
      union select r.subject_id from gt.relationship r where r.partnership_id = p and r.to_id = any (own)
      union select o.subject_id from gt.stay m join gt.stay o on o.partnership_id = p and o.household_id = m.household_id where m.partnership_id = p and m.subject_id = any (own)
      union select l.subject_id from gt.entry e join gt.entry_link l on l.partnership_id = p and l.entry_id = e.entry_id where e.partnership_id = p and e.subject_id = any (threads)
      union select l.subject_id from gt.entry_link m join gt.entry e on e.partnership_id = p and e.entry_id = m.entry_id
        join gt.entry_link l on l.partnership_id = p and l.entry_id = e.entry_id where m.partnership_id = p and m.subject_id = any (own)
      union select (f.value #>> '{}')::uuid from gt.entry e join gt.entry_part q on q.partnership_id = p and q.entry_id = e.entry_id
        cross join lateral jsonb_path_query(q.facts, '$.** ? (@.type() == "string" && @ like_regex "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")') as f(value)
        where e.partnership_id = p and e.subject_id = any (threads)),
    -- Whoever they are tied to is one person, on however many records.
    people as materialized (select s.subject_id as id, s.erased_at from unnest(gt.one_record(p, array(select t.id from tied t where t.id is not null))) as one(id)
      join gt.subject s on s.partnership_id = p and s.subject_id = one.id and s.form = 'person' where not s.subject_id = any (own))
    select x.id, x.erased_at from people x
  $$;

-- Who else the record is tied to, and what is on record of who and where they are: what has to be found in the text to be kept back. Of a record that is closed to
-- whoever asks it is found and not named.
create function gt.copy_others(p uuid, copy uuid) returns table (person uuid, open boolean, said jsonb)
  language plpgsql stable security definer set search_path = ''
  as $$
  declare
    c gt.copy := gt.copy_for(p, copy);
    who gt.actor := gt.copier(p);
    own uuid[];
    threads uuid[];
  begin
    if c.copy_id is null or c.state not in ('preparing', 'ready') or not gt.request_waits(p, c.subject_id, c.request_id) then return; end if;
    own := gt.one_record(p, array[c.subject_id]);
    threads := gt.copied_threads(p, c, who.account_id);
    return query
      select x.id, gt.lets_in(p, x.id, who.account_id),
        coalesce((select jsonb_agg(jsonb_build_object('kind', e.kind, 'group', q.field_group, 'facts', q.facts, 'narrative', q.narrative) order by e.known_at, e.entry_id, q.field_group)
          from gt.entry e join gt.entry_part q on q.partnership_id = p and q.entry_id = e.entry_id
            and (q.field_group = 'whereabouts' or (q.field_group = 'record' and e.kind in ('identity', 'other-name', 'identifier')))
          where e.partnership_id = p and e.subject_id = x.id and (x.erased_at is null or e.known_at > x.erased_at)), '[]')
      from gt.copied_people(p, own, threads) x order by x.id;
  end $$;

-- How many entries a copy is made of that this account prepared: of the person, and of who and where the others are. `but`: one that is not counted.
create function gt.copy_counted(p uuid, c gt.copy, who uuid, but uuid) returns integer
  language sql stable security definer set search_path = ''
  as $$
    with threads as materialized (select gt.copied_threads(p, c, who) as ids)
    select ((select count(*) from threads t join gt.subject s on s.partnership_id = p and s.subject_id = any (t.ids)
        join gt.entry e on e.partnership_id = p and e.subject_id = s.subject_id and (s.erased_at is null or e.known_at > s.erased_at) and e.entry_id is distinct from but)
      + (select count(*) from threads t cross join lateral gt.copied_people(p, gt.one_record(p, array[c.subject_id]), t.ids) x
        join gt.entry e on e.partnership_id = p and e.subject_id = x.id and (x.erased_at is null or e.known_at > x.erased_at)
          and e.kind in ('identity', 'other-name', 'identifier', 'residence')))::integer
  $$;

-- The records that are read as one with the person's, and every entry that tells of a protected place of theirs or of somebody they are tied to.
create function gt.copy_around(p uuid, c gt.copy, who uuid) returns uuid[]
  language sql stable security definer set search_path = ''
  as $$
    with own as materialized (select gt.one_record(p, array[c.subject_id]) as ids)
    select array(select unnest(o.ids) from own o
      union select e.entry_id from own o join gt.entry e on e.partnership_id = p
          and e.subject_id = any (o.ids || array(select x.id from gt.copied_people(p, o.ids, gt.copied_threads(p, c, who)) x))
        join gt.entry_part q on q.partnership_id = p and q.entry_id = e.entry_id and q.field_group = 'whereabouts' and (q.facts ->> 'protected')::boolean
      order by 1)
  $$;

-- Holds what a copy is made of until the transaction ends: nothing is appended to it meanwhile.
create function gt.hold_copied(p uuid, c gt.copy, who uuid) returns void
  language plpgsql security definer set search_path = ''
  as $$
  declare
    threads uuid[] := gt.copied_threads(p, c, who);
  begin
    perform from gt.subject s where s.partnership_id = p
        and s.subject_id = any (threads || array(select x.id from gt.copied_people(p, gt.one_record(p, array[c.subject_id]), threads) x))
      order by s.subject_id for no key update;
  end $$;

-- The paper of a copy is gone, and the copy prepared again or given up.
create function gt.take_copy_back(p uuid, c gt.copy, to_state text, by uuid, because text) returns void
  language plpgsql security definer set search_path = ''
  as $$
  begin
    update gt.outgoing o set state = case o.state when 'released' then 'recalled' else 'thrown-away' end, recalled_by = by, recalled_at = clock_timestamp(), recalled_because = because
      where o.partnership_id = p and o.outgoing_id = c.outgoing_id;
    delete from gt.outgoing_content k where k.partnership_id = p and k.outgoing_id = c.outgoing_id;
    update gt.copy x set state = to_state, outgoing_id = null, told = null, around = null, returned_by = by, returned_because = because
      where x.partnership_id = p and x.copy_id = c.copy_id;
  end $$;

-- What was decided so far, the last of each thing.
create function gt.copy_decided(p uuid, copy uuid) returns table (about text, said jsonb, decided_name text, decided_at timestamptz)
  language plpgsql stable security definer set search_path = ''
  as $$
  declare
    c gt.copy := gt.copy_for(p, copy);
  begin
    if c.copy_id is null then return; end if;
    return query select distinct on (d.about) d.about, d.said, a.name, d.decided_at from gt.copy_decision d
      join gt.account a on a.partnership_id = p and a.account_id = d.decided_by
      where d.partnership_id = p and d.copy_id = c.copy_id order by d.about, d.decision_no desc;
  end $$;

-- Keeps decisions: [{"about": ..., "said": {...}}]. False where the copy is not being prepared.
create function gt.decide_copy(p uuid, copy uuid, decided jsonb) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  declare
    c gt.copy := gt.copy_for(p, copy);
    who gt.actor := gt.copier(p);
  begin
    if c.copy_id is null then return false; end if;
    select * into c from gt.copy x where x.partnership_id = p and x.copy_id = copy for update;
    if c.state <> 'preparing' or not gt.request_waits(p, c.subject_id, c.request_id) then return false; end if;
    insert into gt.copy_decision (partnership_id, copy_id, about, said, decided_by)
      select p, c.copy_id, d.about, d.said, who.account_id from jsonb_to_recordset(decided) as d(about text, said jsonb);
    return true;
  end $$;

-- Keeps the exact bytes of a copy that is ready, for somebody else to look through. `told`: how many entries it was made of: where one was told since, it is not ready.
create function gt.copy_ready(p uuid, copy uuid, outgoing uuid, told integer, holds jsonb, content bytea, paper jsonb, pages integer) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  declare
    c gt.copy := gt.copy_for(p, copy);
    who gt.actor := gt.copier(p);
  begin
    if c.copy_id is null then return false; end if;
    perform gt.hold_copied(p, c, who.account_id);
    select * into c from gt.copy x where x.partnership_id = p and x.copy_id = copy for update;
    if c.state <> 'preparing' or not gt.request_waits(p, c.subject_id, c.request_id) then return false; end if;
    if (select count(*) from gt.copy_told(p, copy)) <> told then return false; end if;
    insert into gt.outgoing (partnership_id, outgoing_id, subject_id, act_id, kind, reader, reader_as, holds, media_type, size, pages, sha256, made_by, state, checked_by, checked_at,
        second_because)
      values (p, outgoing, c.subject_id, c.copy_id, 'record-copy', c.reader, 'whoever asked for the record', copy_ready.holds, 'application/pdf', length(content), copy_ready.pages,
        sha256(content), who.account_id, 'checked', who.account_id, clock_timestamp(), '{a copy of a whole record}');
    insert into gt.outgoing_content (partnership_id, outgoing_id, content, paper) values (p, outgoing, copy_ready.content, copy_ready.paper);
    update gt.copy x set state = 'ready', outgoing_id = outgoing, told = gt.copy_counted(p, c, who.account_id, null), around = gt.copy_around(p, c, who.account_id),
        returned_by = null, returned_because = null where x.partnership_id = p and x.copy_id = copy;
    return true;
  end $$;

-- The exact bytes, for whoever prepares or looks through it, and later for whoever keeps the records.
create function gt.copy_paper(p uuid, copy uuid) returns table (subject_id uuid, content bytea, paper jsonb)
  language plpgsql stable security definer set search_path = ''
  as $$
  declare
    c gt.copy := gt.copy_for(p, copy);
  begin
    if c.copy_id is null or c.state not in ('ready', 'released', 'handed-over')
        or (c.state <> 'handed-over' and not gt.request_waits(p, c.subject_id, c.request_id)) then return; end if;
    return query select c.subject_id, k.content, k.paper from gt.outgoing o
      join gt.outgoing_content k on k.partnership_id = p and k.outgoing_id = o.outgoing_id where o.partnership_id = p and o.outgoing_id = c.outgoing_id;
  end $$;

-- Somebody who decided nothing of it, and is a second person for whoever did, lets the copy go that they read (`seen`: its digest), in the transaction that writes down
-- that it went; or gives it back with the reason, and its bytes are gone: 'done', 'same-person', 'made-again' (it is another than they read), 'told-since' (something was
-- told since it was made ready), 'not-written' or 'not-found'.
create function gt.answer_copy(p uuid, copy uuid, seen text, release boolean, because text, entry uuid) returns text
  language plpgsql security definer set search_path = ''
  as $$
  declare
    c gt.copy := gt.copy_for(p, copy);
    who gt.actor := gt.copier(p);
    o gt.outgoing;
  begin
    if c.copy_id is null then return 'not-found'; end if;
    if release then perform gt.hold_copied(p, c, who.account_id); end if;
    select * into c from gt.copy x where x.partnership_id = p and x.copy_id = copy for update;
    if c.state <> 'ready' or not gt.request_waits(p, c.subject_id, c.request_id) then return 'not-found'; end if;
    select * into o from gt.outgoing x where x.partnership_id = p and x.outgoing_id = c.outgoing_id;
    if encode(o.sha256, 'hex') is distinct from seen then return 'made-again'; end if;
    if not release then
      perform gt.take_copy_back(p, c, 'preparing', who.account_id, because);
      return 'done';
    end if;
    if not gt.apart(p, o.made_by, who.account_id)
        or exists (select from gt.copy_decision d where d.partnership_id = p and d.copy_id = copy and not gt.apart(p, d.decided_by, who.account_id)) then return 'same-person'; end if;
    if not exists (select from gt.entry e where e.partnership_id = p and e.entry_id = entry and e.subject_id = c.subject_id and e.kind = 'access-released' and e.answers = c.request_id
        and e.written_by = pg_current_xact_id_if_assigned()) then return 'not-written'; end if;
    if gt.copy_counted(p, c, o.made_by, entry) is distinct from c.told or gt.copy_around(p, c, o.made_by) is distinct from c.around then return 'told-since'; end if;
    update gt.outgoing x set state = 'released', released_by = who.account_id, released_at = who.at, opens_at = who.at, entry_id = entry
      where x.partnership_id = p and x.outgoing_id = c.outgoing_id;
    update gt.copy x set state = 'released' where x.partnership_id = p and x.copy_id = copy;
    return 'done';
  end $$;

-- How the paper was handed over: gives the record and the request it answers, and 'done'; nothing where it was not released, or handed over before. Where a protected place
-- was told of since it was made ready, or other records are read as one with this, 'told-since': nothing is handed over, and it is prepared again.
create function gt.hand_copy(p uuid, copy uuid, how text) returns table (subject_id uuid, request_id uuid, done text)
  language plpgsql security definer set search_path = ''
  as $$
  declare
    c gt.copy := gt.copy_for(p, copy);
    who gt.actor := gt.copier(p);
    prepared_by uuid;
  begin
    if c.copy_id is null then return; end if;
    perform gt.hold_copied(p, c, who.account_id);
    select * into c from gt.copy x where x.partnership_id = p and x.copy_id = copy for update;
    if c.state <> 'released' or not gt.request_waits(p, c.subject_id, c.request_id) then return; end if;
    select o.made_by into prepared_by from gt.outgoing o where o.partnership_id = p and o.outgoing_id = c.outgoing_id;
    if gt.copy_around(p, c, prepared_by) is distinct from c.around then
      perform gt.take_copy_back(p, c, 'preparing', who.account_id, 'A protected place was told of since it was made ready, or other records are read as one with this.');
      return query select c.subject_id, c.request_id, 'told-since';
      return;
    end if;
    update gt.outgoing o set handed_by = who.account_id, handed_at = who.at, handed_how = how where o.partnership_id = p and o.outgoing_id = c.outgoing_id;
    update gt.copy x set state = 'handed-over' where x.partnership_id = p and x.copy_id = copy;
    return query select c.subject_id, c.request_id, 'done';
  end $$;

-- A request that is answered otherwise, or taken back, gives up the copy that was begun for it: nobody reads it any more.
create function gt.give_up_copies() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
  declare
    c gt.copy;
  begin
    for c in select * from gt.copy x where x.partnership_id = new.partnership_id and x.request_id in (new.answers, new.corrects)
        and x.state in ('preparing', 'ready', 'released') for update loop
      if not gt.request_waits(c.partnership_id, c.subject_id, c.request_id) then perform gt.take_copy_back(c.partnership_id, c, 'given-up', null, null); end if;
    end loop;
    return null;
  end $$;

-- With a record that is destroyed goes what was decided of a copy of it. Named so that it comes before the paper itself goes.
create function gt.forget_copies() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
  begin
    delete from gt.copy_decision d using gt.copy c where d.partnership_id = new.partnership_id and c.partnership_id = new.partnership_id and c.copy_id = d.copy_id
      and c.subject_id = new.subject_id;
    delete from gt.copy c where c.partnership_id = new.partnership_id and c.subject_id = new.subject_id;
    return null;
  end $$;

do $$
declare
  f text;
begin
  foreach f in array array['gt.copier(uuid)', 'gt.request_waits(uuid, uuid, uuid)', 'gt.copy_for(uuid, uuid)', 'gt.copied_threads(uuid, gt.copy, uuid)', 'gt.forget_copies()',
      'gt.may_copy(uuid, uuid, uuid)', 'gt.give_up_copies()', 'gt.copied_people(uuid, uuid[], uuid[])', 'gt.copy_counted(uuid, gt.copy, uuid, uuid)', 'gt.copy_around(uuid, gt.copy, uuid)', 'gt.hold_copied(uuid, gt.copy, uuid)',
      'gt.take_copy_back(uuid, gt.copy, text, uuid, text)',
      'gt.begin_copy(uuid, uuid, uuid, uuid, text, text)', 'gt.copy_head(uuid, uuid)', 'gt.copies_of(uuid, uuid)', 'gt.copy_told(uuid, uuid)', 'gt.copy_others(uuid, uuid)',
      'gt.copy_decided(uuid, uuid)', 'gt.decide_copy(uuid, uuid, jsonb)', 'gt.copy_ready(uuid, uuid, uuid, integer, jsonb, bytea, jsonb, integer)', 'gt.copy_paper(uuid, uuid)',
      'gt.answer_copy(uuid, uuid, text, boolean, text, uuid)', 'gt.hand_copy(uuid, uuid, text)'] loop
    execute 'alter function ' || f || ' owner to gt_records';
    execute 'revoke all on function ' || f || ' from public';
  end loop;
  foreach f in array array['gt.begin_copy(uuid, uuid, uuid, uuid, text, text)', 'gt.copy_head(uuid, uuid)', 'gt.copies_of(uuid, uuid)', 'gt.copy_told(uuid, uuid)',
      'gt.copy_others(uuid, uuid)', 'gt.copy_decided(uuid, uuid)', 'gt.decide_copy(uuid, uuid, jsonb)', 'gt.copy_ready(uuid, uuid, uuid, integer, jsonb, bytea, jsonb, integer)',
      'gt.copy_paper(uuid, uuid)', 'gt.answer_copy(uuid, uuid, text, boolean, text, uuid)', 'gt.hand_copy(uuid, uuid, text)'] loop
    execute 'grant execute on function ' || f || ' to gt_app';
  end loop;
end $$;
grant execute on function gt.forget_copies(), gt.give_up_copies() to gt_owner;
grant execute on function gt.is_own_record(uuid, uuid, uuid) to gt_records;
set role gt_owner;
create trigger forget_copies after update of erased_at on gt.subject for each row when (old.erased_at is null and new.erased_at is not null) execute function gt.forget_copies();
create trigger give_up_copies after insert on gt.entry for each row when (new.kind in ('access-asked', 'access-answered')) execute function gt.give_up_copies();
reset role;
