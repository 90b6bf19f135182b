-- What was told in a concern, a meeting, an action or a challenge about a child and about nobody else is destroyed with the child's record; about several, with the
-- record of the last of them.

-- Whom a matter is about, through what it follows from: people on record, those whose records are destroyed included.
create function gt.people_about(p uuid, matter uuid) returns setof uuid
  language sql stable security definer set search_path = ''
  as $$
    with recursive about(id) as (
      select people_about.matter
      union
      select x.id from about cross join lateral (
        select a.id from gt.is_about(p, about.id) as a(id)
        union all
        select (q.facts ->> 'person')::uuid
        from gt.entry e
        join gt.entry_part q on q.partnership_id = p and q.entry_id = e.entry_id and q.field_group = 'record'
        where e.partnership_id = p and e.subject_id = about.id and e.kind = 'child-matched'
          and not exists (select from gt.entry w where w.partnership_id = p and w.corrects = e.entry_id and w.withdraws)) as x(id))
    select s.subject_id from about join gt.subject s on s.partnership_id = p and s.subject_id = about.id and s.form = 'person'
  $$;

-- The matters that are destroyed with these records: about nobody whose record stands. What does not say whom it is about stays, and so does a concern
-- that tells of a child who was matched to nobody.
create function gt.ends_with(p uuid, ids uuid[]) returns uuid[]
  language sql stable security definer set search_path = ''
  as $$
    with recursive near(id) as (
      (select f.id from unnest(ends_with.ids) as one(id) cross join lateral gt.what_follows(p, one.id) as f(id)
       union
       select (q.facts ->> 'matter')::uuid
       from gt.entry e
       join gt.entry_part q on q.partnership_id = p and q.entry_id = e.entry_id and q.field_group = 'record'
       where e.partnership_id = p and e.subject_id = any (ends_with.ids) and e.kind = 'referral' and q.facts ? 'matter')
      union
      select f.id from near cross join lateral gt.what_follows(p, near.id) as f(id))
    select coalesce(array_agg(n.id order by n.id), '{}')
    from near n
    join gt.subject m on m.partnership_id = p and m.subject_id = n.id and m.form = 'matter' and m.erased_at is null
    where exists (select from gt.people_about(p, n.id))
      and not exists (select from gt.people_about(p, n.id) as w(id) join gt.subject s on s.partnership_id = p and s.subject_id = w.id
        where s.erased_at is null and not s.subject_id = any (ends_with.ids))
      and not exists (select from gt.entry e
        join gt.entry_part q on q.partnership_id = p and q.entry_id = e.entry_id and q.field_group = 'record'
        cross join lateral jsonb_array_elements(q.facts -> 'children') as told(child)
        where e.partnership_id = p and e.subject_id = n.id and e.kind = 'referral-told'
          and not exists (select from gt.entry c
            join gt.entry_part r on r.partnership_id = p and r.entry_id = c.entry_id and r.field_group = 'record'
            where c.partnership_id = p and c.subject_id = n.id and c.kind = 'child-matched' and r.facts ->> 'label' = told.child ->> 'label'
              and not exists (select from gt.entry w where w.partnership_id = p and w.corrects = c.entry_id and w.withdraws)))
  $$;

-- As before, and with it what was told of nobody else.
create or replace function gt.erase_record(p uuid, ending uuid, answer text) returns text
  language plpgsql security definer set search_path = ''
  as $$
  declare
    who gt.actor := gt.keeper(p);
    g gt.ending;
    ids uuid[];
    near uuid[];
    whole uuid[];
    against text;
    gone integer;
  begin
    if who.account_id is null then return 'not-found'; end if;
    select * into g from gt.ending x where x.partnership_id = p and x.ending_id = ending and x.decided_at is null for update;
    if not found or not gt.lets_in(p, g.subject_id, who.account_id) then return 'not-found'; end if;
    if g.asked_by = who.account_id then return 'same-person'; end if;
    ids := gt.one_record(p, array[g.subject_id]);
    -- What was asked for was less than what would be destroyed.
    if exists (select from gt.merged m where m.partnership_id = p and m.subject_id = any (ids) and m.undone_at = 'infinity' and m.known_at > g.asked_at) then
      return 'merged-since';
    end if;
    against := gt.stands_against_erasure(p, g.subject_id, ids);
    if against is not null then return against; end if;
    whole := ids || gt.ends_with(p, ids);
    perform from gt.subject s where s.partnership_id = p and s.subject_id = any (whole) order by s.subject_id for no key update;
    if exists (select from gt.entry e where e.partnership_id = p and e.subject_id = any (whole) and not exists (
        select from gt.seal s where s.partnership_id = p and s.from_xid <= e.written_by and s.to_xid > e.written_by)) then return 'not-sealed'; end if;
    near := gt.homes_near(p, ids, '{}');
    insert into gt.erasure (partnership_id, erasure_id, entry_id, seal_no, digest, content_digest, reason, asked_by, agreed_by)
      select p, gen_random_uuid(), e.entry_id,
        (select min(s.seal_no) from gt.seal s where s.partnership_id = p and s.from_xid <= e.written_by and s.to_xid > e.written_by),
        d.digest, d.content_digest, 'the time for which it is kept has come to its end: certificate ' || g.ending_id::text, g.asked_by, who.account_id
      from gt.entry e cross join lateral gt.digests_of_entry(p, e.entry_id) d where e.partnership_id = p and e.subject_id = any (whole);
    get diagnostics gone = row_count;
    delete from gt.document_content c using gt.document d where c.partnership_id = p and d.partnership_id = p and d.document_id = c.document_id and d.subject_id = any (whole);
    delete from gt.document where partnership_id = p and subject_id = any (whole);
    delete from gt.entry_link l using gt.entry e where l.partnership_id = p and e.partnership_id = p and e.entry_id = l.entry_id and e.subject_id = any (whole);
    delete from gt.entry_salt l using gt.entry e where l.partnership_id = p and e.partnership_id = p and e.entry_id = l.entry_id and e.subject_id = any (whole);
    delete from gt.entry_part l using gt.entry e where l.partnership_id = p and e.partnership_id = p and e.entry_id = l.entry_id and e.subject_id = any (whole);
    delete from gt.announcement where partnership_id = p and subject_id = any (whole);
    delete from gt.finding where partnership_id = p and subject_id = any (whole);
    delete from gt.involvement where partnership_id = p and subject_id = any (whole);
    delete from gt.person_key where partnership_id = p and subject_id = any (whole);
    delete from gt.person where partnership_id = p and subject_id = any (whole);
    delete from gt.stay where partnership_id = p and subject_id = any (whole);
    delete from gt.relationship where partnership_id = p and subject_id = any (whole);
    delete from gt.episode where partnership_id = p and subject_id = any (whole);
    delete from gt.merged where partnership_id = p and subject_id = any (whole);
    delete from gt.kept where partnership_id = p and subject_id = any (whole);
    update gt.opening set reason = 'destroyed with the record', reference = '-' where partnership_id = p and subject_id = any (whole);
    update gt.limit_said set why = 'destroyed with the record', ended_why = case when ended_why is not null then 'destroyed with the record' end
      where partnership_id = p and subject_id = any (whole);
    update gt.unusual_look set words = 'destroyed with the record' where partnership_id = p and subject_id = any (whole) and words is not null;
    -- What others told in answer keeps what it answers: a bare head, with nothing of what was said.
    delete from gt.entry e where e.partnership_id = p and e.subject_id = any (whole)
      and not exists (select from gt.entry o where o.partnership_id = p and (o.answers = e.entry_id or o.corrects = e.entry_id) and not o.subject_id = any (whole));
    update gt.subject set erased_at = clock_timestamp() where partnership_id = p and subject_id = any (whole);
    update gt.subject set rules_version = '' where partnership_id = p and subject_id = any (near) and not subject_id = any (ids);
    delete from gt.announcement_due where partnership_id = p and subject_id = any (whole);
    delete from gt.reach where partnership_id = p and subject_id = any (whole);
    update gt.ending x set decided_by = who.account_id, decided_at = who.at, agreed = true, answer = erase_record.answer, entries = gone
      where x.partnership_id = p and x.ending_id = g.ending_id;
    return 'done';
  end $$;

do $$
declare
  f text;
begin
  foreach f in array array['gt.people_about(uuid, uuid)', 'gt.ends_with(uuid, uuid[])'] loop
    execute 'alter function ' || f || ' owner to gt_records';
    execute 'revoke all on function ' || f || ' from public';
  end loop;
end $$;
grant execute on function gt.is_about(uuid, uuid), gt.what_follows(uuid, uuid) to gt_records;
