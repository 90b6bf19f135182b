-- The papers of a conference: what it decided of one child, and what each agency brought to it. They go out as everything does that leaves a record (0063, 0064), and to those
-- who were invited too, though they work with the child in no other way: of the child's record they may have what that conference decided, and nothing else.
set role gt_owner;
-- The conference whose paper it is; nothing for any other document.
alter table gt.outgoing add column meeting_id uuid;
alter table gt.outgoing add foreign key (partnership_id, meeting_id) references gt.subject (partnership_id, subject_id);
create index on gt.outgoing (partnership_id, meeting_id) where meeting_id is not null;
reset role;

-- Is this matter a conference about this child?
create function gt.conference_about(p uuid, meeting uuid, ids uuid[]) returns boolean
  language sql stable security definer set search_path = ''
  as $$
    select exists (select from gt.entry e join gt.entry_part q on q.partnership_id = p and q.entry_id = e.entry_id and q.field_group = 'record'
      where e.partnership_id = p and e.subject_id = meeting and e.kind = 'meeting' and e.corrects is null
        and q.facts ->> 'type' in ('initial-conference', 'review-conference', 'transfer-in-conference')
        and exists (select from jsonb_array_elements_text(q.facts -> 'children') as c(id) where c.id::uuid = any (ids)))
  $$;

-- What somebody may have on paper, whoever asks: of the child's record by working with the child (`groups`), what a conference decided (`decided`), and the groups of what was
-- brought to it (`brought`). No row: they are neither on the case nor invited. Whoever works with the child and has no account may have what is read by all who were invited.
create function gt.receives_with(p uuid, subject uuid, meeting uuid, account uuid, person uuid, professional uuid)
  returns table (agency uuid, groups text[], decided boolean, brought text[])
  language plpgsql stable security definer set search_path = ''
  as $$
  declare
    ids uuid[] := gt.one_record(p, array[subject]);
    known constant text[] := array['record', 'whereabouts', 'health', 'third-party'];
    w record;
    r record;
    stands text[];
    has_decided boolean := false;
    has_brought text[] := '{}';
    their_agency uuid;
  begin
    select * into r from gt.receives(p, subject, account, person, professional);
    if meeting is not null and gt.conference_about(p, meeting, ids) then
      if account is not null then
        select * into w from gt.stands_as(p, account);
        if found and gt.lets_in(p, meeting, account) and not exists (select from unnest(ids) as i(id) where not gt.lets_in(p, i.id, account)) then
          their_agency := w.agency_id;
          stands := array(select distinct x.relation from gt.reach x where x.partnership_id = p and x.subject_id = meeting and x.holder_id = any (w.holders)
            and x.from_at <= clock_timestamp() and x.until_at > clock_timestamp() and x.relation in ('invited', 'minutes', 'meeting-chair'));
          has_decided := exists (select from unnest(stands) as s(relation) where (s.relation || '/decisions') = any (w.grants));
          has_brought := array(select k.name from unnest(known) as k(name) where exists (select from unnest(stands) as s(relation) where (s.relation || '/' || k.name) = any (w.grants)));
        end if;
      elsif 'record' = any (r.groups) then
        has_brought := array['record'];
      end if;
    end if;
    if r.groups is null and not has_decided and has_brought = '{}' then return; end if;
    return query select coalesce(r.agency, their_agency), coalesce(r.groups, '{}'), has_decided, has_brought;
  end $$;

-- The same for whoever may send something of the record, and for nobody else.
create function gt.may_receive_with(p uuid, subject uuid, meeting uuid, account uuid, person uuid, professional uuid)
  returns table (agency uuid, groups text[], decided boolean, brought text[])
  language plpgsql stable security definer set search_path = ''
  as $$
  begin
    if not (gt.may_disclose(p, subject, 'append:disclosure') or gt.may_disclose(p, subject, 'release')) then return; end if;
    return query select r.agency, r.groups, r.decided, r.brought from gt.receives_with(p, subject, meeting, account, person, professional) r;
  end $$;

-- Was this entry told of a child at this conference: its decision, a danger stated there with its goal, an answer on the scale?
create function gt.decided_at(p uuid, e gt.entry, meeting uuid) returns boolean
  language sql stable security definer set search_path = ''
  as $$
    select exists (select from gt.entry k join gt.entry_part q on q.partnership_id = p and q.entry_id = k.entry_id and q.field_group = 'record'
      where k.partnership_id = p and q.facts ->> 'meeting' = meeting::text and k.subject_id = e.subject_id
        and ((e.kind in ('conference', 'danger-statement', 'safety-scaled') and k.entry_id = e.entry_id)
          or (e.kind = 'safety-goal' and k.kind = 'danger-statement'
            and k.entry_id = (select o.answers from gt.entry o where o.partnership_id = p and o.entry_id = coalesce(e.corrects, e.entry_id)))))
  $$;

-- As before, and of a conference what was decided and what was brought: what was brought about this child or about all of them.
create or replace function gt.holds_theirs(p uuid, o gt.outgoing) returns boolean
  language sql stable security definer set search_path = ''
  as $$
    select exists (select from gt.receives_with(p, o.subject_id, o.meeting_id, o.to_account, o.to_person, o.to_entry)) and not exists (
      select from jsonb_to_recordset(o.holds) as h(entry uuid, "group" text)
      where not exists (select from gt.entry e join gt.entry_part q on q.partnership_id = p and q.entry_id = e.entry_id and q.field_group = h."group"
        cross join gt.receives_with(p, o.subject_id, o.meeting_id, o.to_account, o.to_person, o.to_entry) m
        where e.partnership_id = p and e.entry_id = h.entry
          and not e.withdraws and not exists (select from gt.entry k where k.partnership_id = p and k.corrects = coalesce(e.corrects, e.entry_id) and k.entry_id <> e.entry_id
            and (k.withdraws or (k.known_at, k.entry_id) > (e.known_at, e.entry_id)))
          and (e.audience <> 'agency' or e.agency_id = m.agency)
          and case
            when e.subject_id = any (gt.one_record(p, array[o.subject_id])) then h."group" = any (m.groups) or (e.agency_id = m.agency and 'own' = any (m.groups))
              or (m.decided and h."group" = 'record' and gt.decided_at(p, e, o.meeting_id))
            when e.subject_id = o.meeting_id then h."group" = any (m.brought) and e.kind in ('meeting-report', 'meeting-dissent')
              and exists (select from gt.entry_part c where c.partnership_id = p and c.entry_id = e.entry_id and c.field_group = 'record'
                and (not c.facts ? 'child' or (c.facts ->> 'child')::uuid = any (gt.one_record(p, array[o.subject_id]))))
            else false end))
  $$;

-- As before, and of a conference for whoever was invited to it too.
create or replace function gt.keep_outgoing(p uuid, made jsonb, content bytea, paper jsonb) returns text
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
    if num_nonnulls(o.to_account, o.to_person, o.to_entry) <> 1
      or not exists (select from gt.receives_with(p, o.subject_id, o.meeting_id, o.to_account, o.to_person, o.to_entry)) then return 'not-on-case'; end if;
    if jsonb_array_length(o.holds) = 0 or not gt.holds_theirs(p, o) then return 'not-theirs'; end if;
    insert into gt.outgoing (partnership_id, outgoing_id, subject_id, act_id, kind, reader, reader_as, to_account, to_person, to_entry, holds, media_type, size, pages, sha256, made_by, made_at,
        meeting_id)
      values (p, o.outgoing_id, o.subject_id, o.act_id, o.kind, o.reader, o.reader_as, o.to_account, o.to_person, o.to_entry, o.holds, o.media_type, length(content), o.pages, sha256(content),
        who.account_id, who.at, o.meeting_id);
    insert into gt.outgoing_content (partnership_id, outgoing_id, content, paper) values (p, o.outgoing_id, keep_outgoing.content, keep_outgoing.paper);
    return 'done';
  end $$;

-- What was made of a conference to go out, and what became of each: for whoever chairs it or takes its minutes, and for whoever sees what was sent of the child's record.
-- Nothing of what any of it says.
create function gt.papers_of_conference(p uuid, meeting uuid)
  returns table (id uuid, child uuid, kind text, reader text, reader_as text, to_account uuid, to_person uuid, to_entry uuid, state text, made_by uuid, made_at timestamptz,
    released_at timestamptz, opens_at timestamptz, stopped boolean, opened_at timestamptz, handed_at timestamptz, handed_how text)
  language plpgsql stable security definer set search_path = ''
  as $$
  #variable_conflict use_column
  declare
    who gt.actor;
    keeps boolean;
  begin
    select * into who from gt.me() m where m.partnership_id = p;
    if not found then return; end if;
    keeps := gt.lets_in(p, meeting, who.account_id) and exists (select from gt.reach r where r.partnership_id = p and r.subject_id = meeting and r.holder_id = any (who.holders)
      and r.relation in ('meeting-chair', 'minutes') and r.from_at <= who.at and r.until_at > who.at);
    return query
      select o.outgoing_id, o.subject_id, o.kind, o.reader, o.reader_as, o.to_account, o.to_person, o.to_entry, o.state, o.made_by, o.made_at, o.released_at, o.opens_at,
        o.state = 'released' and not gt.still_goes(p, o.outgoing_id), o.opened_at, o.handed_at, o.handed_how
      from gt.outgoing o
      where o.partnership_id = p and o.meeting_id = meeting and o.state <> 'thrown-away' and gt.lets_in(p, o.subject_id, who.account_id)
        and (keeps or gt.may_disclose(p, o.subject_id, 'disclosure'))
      order by o.made_at, o.outgoing_id limit 400;
  end $$;

do $$
declare
  f text;
begin
  foreach f in array array['gt.conference_about(uuid, uuid, uuid[])', 'gt.receives_with(uuid, uuid, uuid, uuid, uuid, uuid)', 'gt.may_receive_with(uuid, uuid, uuid, uuid, uuid, uuid)',
      'gt.decided_at(uuid, gt.entry, uuid)', 'gt.papers_of_conference(uuid, uuid)'] loop
    execute 'alter function ' || f || ' owner to gt_deriver';
    execute 'revoke all on function ' || f || ' from public';
  end loop;
end $$;
grant execute on function gt.may_receive_with(uuid, uuid, uuid, uuid, uuid, uuid), gt.papers_of_conference(uuid, uuid) to gt_app;
