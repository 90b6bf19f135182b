-- Notices of the NHS lie in a box of their own until each stands on a child's record or somebody has settled it; the queue of jobs is only asked to look into the
-- box, and holds no number of anybody. What is done with leaves nothing behind but that it came, so that the same notice sent again is not taken twice.
set role gt_owner;
create table gt.attendance_notice (
  partnership_id uuid not null references gt.partnership,
  notice_id uuid not null default gen_random_uuid(),
  -- The digest of the notice's own number: sent twice, it is one.
  number_hash bytea not null,
  received_at timestamptz not null default clock_timestamp(),
  tried_at timestamptz,
  -- As it came, for as long as it waits.
  content jsonb not null default '{}',
  settled_at timestamptz,
  -- Nobody: it stands on a child's record.
  settled_by uuid,
  words text check (length(words) <= 2000),
  primary key (partnership_id, notice_id),
  unique (partnership_id, number_hash),
  foreign key (partnership_id, settled_by) references gt.account,
  check (settled_at is null or content = '{}')
);
create index on gt.attendance_notice (partnership_id, settled_by) where settled_by is not null;
create index attendance_waiting on gt.attendance_notice (tried_at nulls first, received_at) where settled_at is null;
create index attendance_listed on gt.attendance_notice (partnership_id, received_at) where settled_at is null;
create index attendance_settled on gt.attendance_notice (settled_at) where settled_at is not null;
reset role;
grant select, insert, update, delete on gt.attendance_notice to gt_deriver;

-- Asks for the box to be looked into, in the transaction in which something fell in.
create function gt.attendance_wanted() returns void
  language plpgsql security definer set search_path = ''
  as $$
  begin
    perform graphile_worker.add_job(identifier => 'cp-is-box', payload => '{}'::json, job_key => 'cp-is-box');
  end $$;

-- A notice came in. The same notice again changes nothing.
create function gt.attendance_take(p uuid, notice jsonb) returns void
  language plpgsql security definer set search_path = ''
  as $$
  begin
    insert into gt.attendance_notice (partnership_id, number_hash, content)
      values (p, sha256(convert_to(notice ->> 'notice', 'UTF8')), notice)
      on conflict (partnership_id, number_hash) do nothing;
    perform gt.attendance_wanted();
  end $$;

-- What waits, what was tried longest ago first: each is tried again and again until it stands on a record or is settled. What was done with long ago is forgotten.
create function gt.attendance_waiting(most integer) returns table (partnership_id uuid, notice_id uuid, content jsonb)
  language plpgsql security definer set search_path = ''
  as $$
  begin
    delete from gt.attendance_notice n where n.settled_at < clock_timestamp() - interval '90 days';
    return query
      update gt.attendance_notice n set tried_at = clock_timestamp()
        from (select w.partnership_id, w.notice_id from gt.attendance_notice w where w.settled_at is null
          order by w.tried_at nulls first, w.received_at limit most) as next
        where n.partnership_id = next.partnership_id and n.notice_id = next.notice_id
        returning n.partnership_id, n.notice_id, n.content;
  end $$;

-- It stands on a child's record: here nothing is left of it.
create function gt.attendance_stands(p uuid, notice uuid) returns void
  language sql security definer set search_path = ''
  as $$
    update gt.attendance_notice n set settled_at = clock_timestamp(), content = '{}' where n.partnership_id = p and n.notice_id = notice and n.settled_at is null
  $$;

-- What fitted no child so far, longest waiting first, for those who settle it; what has not been tried yet is no matter of theirs.
create function gt.attendance_unmatched(most integer) returns table (notice_id uuid, received_at timestamptz, content jsonb)
  language sql stable security definer set search_path = ''
  as $$
    select n.notice_id, n.received_at, n.content
      from gt.me() m
      join gt.attendance_notice n on n.partnership_id = m.partnership_id and n.settled_at is null and n.tried_at is not null
      where 'anyone/nhs-notices' = any (m.grants)
      order by n.received_at, n.notice_id limit most
  $$;

-- Somebody has settled it, and says how.
create function gt.attendance_settle(notice uuid, words text) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  declare
    who gt.actor;
  begin
    select * into who from gt.me();
    if not found or not 'anyone/nhs-notices' = any (who.grants) then return false; end if;
    update gt.attendance_notice n set settled_at = who.at, settled_by = who.account_id, words = attendance_settle.words, content = '{}'
      where n.partnership_id = who.partnership_id and n.notice_id = notice and n.settled_at is null;
    return found;
  end $$;

do $$
declare
  f text;
begin
  alter function gt.attendance_wanted() owner to gt_jobs;
  revoke all on function gt.attendance_wanted() from public;
  grant execute on function gt.attendance_wanted() to gt_deriver;
  foreach f in array array['gt.attendance_take(uuid, jsonb)', 'gt.attendance_waiting(integer)', 'gt.attendance_stands(uuid, uuid)',
      'gt.attendance_unmatched(integer)', 'gt.attendance_settle(uuid, text)'] loop
    execute 'alter function ' || f || ' owner to gt_deriver';
    execute 'revoke all on function ' || f || ' from public';
  end loop;
  grant execute on function gt.attendance_take(uuid, jsonb) to gt_public, gt_worker;
  grant execute on function gt.attendance_waiting(integer), gt.attendance_stands(uuid, uuid) to gt_worker;
  grant execute on function gt.attendance_unmatched(integer), gt.attendance_settle(uuid, text) to gt_app;
end $$;
