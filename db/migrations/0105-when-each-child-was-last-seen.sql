-- When each child with whom children's social care works was last seen: by anybody, and by the social worker, alone, at home, with the bedroom. Made from threads by the reckoning like
-- everything derived, one row for each child whose case is open; a board and its counts are read from it, and no thread is gone through. No date: there is no record of it.
set role gt_owner;
create table gt.last_seen (
  partnership_id uuid not null,
  subject_id uuid not null,
  key text not null,
  on_plan boolean not null,
  since date not null,
  open_until timestamptz not null default 'infinity',
  youngest date not null,
  any_on date,
  worker_on date,
  alone_on date,
  home_on date,
  bedroom_on date,
  hash bytea not null,
  primary key (partnership_id, subject_id, key),
  foreign key (partnership_id, subject_id) references gt.subject
);
reset role;

grant select, insert, update, delete on gt.last_seen to gt_deriver;
grant select, delete on gt.last_seen to gt_records;

-- What is derived already, with this table among it. The program of the last release asks by the old name, knows nothing of it, and leaves its rows alone.
create function gt.derived_now(p uuid, ids uuid[]) returns table (tbl text, subject_id uuid, key text, hash bytea)
  language plpgsql stable security definer set search_path = ''
  as $$
  begin
    return query
      select d.tbl, d.subject_id, d.key, d.hash from gt.derived_of(p, ids) d
      union all select 'last_seen', s.subject_id, s.key, s.hash from gt.last_seen s where s.partnership_id = p and s.subject_id = any (ids);
  end $$;
alter function gt.derived_now(uuid, uuid[]) owner to gt_deriver;
revoke all on function gt.derived_now(uuid, uuid[]) from public;
grant execute on function gt.derived_now(uuid, uuid[]) to gt_app, gt_worker, gt_import;

-- As before, and when each child was last seen.
create or replace function gt.save_derived(p uuid, ids uuid[], gone jsonb, made jsonb, whole uuid[], rules text) returns void
  language plpgsql security definer set search_path = ''
  as $$
  begin
    perform gt.must_hold(p, ids || whole);
    if exists (select from jsonb_each(made) t, jsonb_array_elements(t.value) r
               where (r.value ->> 'partnership_id')::uuid is distinct from p or not (r.value ->> 'subject_id')::uuid = any (ids)) then
      raise exception 'a derived row belongs to a thread that is not held' using errcode = 'GT403';
    end if;
    delete from gt.finding f using jsonb_to_recordset(gone -> 'finding') as g(subject_id uuid, rule text, key text)
      where f.partnership_id = p and f.subject_id = any (ids) and f.subject_id = g.subject_id and f.rule = g.rule and f.key = g.key;
    delete from gt.merged d using jsonb_to_recordset(gone -> 'merged') as g(subject_id uuid, key text)
      where d.partnership_id = p and d.subject_id = any (ids) and d.subject_id = g.subject_id and d.key = g.key;
    delete from gt.reach d using jsonb_to_recordset(gone -> 'reach') as g(subject_id uuid, key text)
      where d.partnership_id = p and d.subject_id = any (ids) and d.subject_id = g.subject_id and d.key = g.key;
    delete from gt.involvement d using jsonb_to_recordset(gone -> 'involvement') as g(subject_id uuid, key text)
      where d.partnership_id = p and d.subject_id = any (ids) and d.subject_id = g.subject_id and d.key = g.key;
    delete from gt.person d using jsonb_to_recordset(gone -> 'person') as g(subject_id uuid, key text)
      where d.partnership_id = p and d.subject_id = any (ids) and d.subject_id = g.subject_id and d.key = g.key;
    delete from gt.person_key d using jsonb_to_recordset(gone -> 'person_key') as g(subject_id uuid, key text)
      where d.partnership_id = p and d.subject_id = any (ids) and d.subject_id = g.subject_id and d.key = g.key;
    delete from gt.stay d using jsonb_to_recordset(gone -> 'stay') as g(subject_id uuid, key text)
      where d.partnership_id = p and d.subject_id = any (ids) and d.subject_id = g.subject_id and d.key = g.key;
    delete from gt.relationship d using jsonb_to_recordset(gone -> 'relationship') as g(subject_id uuid, key text)
      where d.partnership_id = p and d.subject_id = any (ids) and d.subject_id = g.subject_id and d.key = g.key;
    delete from gt.episode d using jsonb_to_recordset(gone -> 'episode') as g(subject_id uuid, key text)
      where d.partnership_id = p and d.subject_id = any (ids) and d.subject_id = g.subject_id and d.key = g.key;
    delete from gt.last_seen d using jsonb_to_recordset(gone -> 'last_seen') as g(subject_id uuid, key text)
      where d.partnership_id = p and d.subject_id = any (ids) and d.subject_id = g.subject_id and d.key = g.key;
    insert into gt.merged select * from jsonb_populate_recordset(null::gt.merged, made -> 'merged');
    insert into gt.finding select * from jsonb_populate_recordset(null::gt.finding, made -> 'finding');
    insert into gt.reach select * from jsonb_populate_recordset(null::gt.reach, made -> 'reach');
    insert into gt.involvement select * from jsonb_populate_recordset(null::gt.involvement, made -> 'involvement');
    insert into gt.person select * from jsonb_populate_recordset(null::gt.person, made -> 'person');
    insert into gt.person_key select * from jsonb_populate_recordset(null::gt.person_key, made -> 'person_key');
    insert into gt.stay select * from jsonb_populate_recordset(null::gt.stay, made -> 'stay');
    insert into gt.relationship select * from jsonb_populate_recordset(null::gt.relationship, made -> 'relationship');
    insert into gt.episode select * from jsonb_populate_recordset(null::gt.episode, made -> 'episode');
    insert into gt.last_seen select * from jsonb_populate_recordset(null::gt.last_seen, made -> 'last_seen');
    update gt.subject set rules_version = rules where partnership_id = p and subject_id = any (whole) and rules_version is distinct from rules;
  end $$;

-- A record that is destroyed leaves nothing of this either.
create function gt.forget_last_seen() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
  begin
    delete from gt.last_seen l where l.partnership_id = new.partnership_id and l.subject_id = new.subject_id;
    return null;
  end $$;
alter function gt.forget_last_seen() owner to gt_records;
revoke all on function gt.forget_last_seen() from public;
grant execute on function gt.forget_last_seen() to gt_owner;
set role gt_owner;
create trigger forget_last_seen after update of erased_at on gt.subject for each row when (new.erased_at is not null) execute function gt.forget_last_seen();
reset role;
