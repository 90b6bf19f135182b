-- Files that a visitor adds to a worry: until it is sent each is sealed under the visitor's own key, like the words it goes with, and is gone with them.
-- At the sending the web opens them and puts them beside the box, from where the job that tells The Bridge makes them documents in quarantine.
set role gt_owner;
create table gt.visit_file (
  partnership_id uuid not null,
  visit_hash bytea not null,
  file_id uuid not null,
  sealed bytea not null,
  added_at timestamptz not null default clock_timestamp(),
  primary key (partnership_id, visit_hash, file_id),
  foreign key (partnership_id, visit_hash) references gt.visit on delete cascade
);
-- What is sealed does not compress.
alter table gt.visit_file alter column sealed set storage external;

create table gt.intake_file (
  partnership_id uuid not null references gt.partnership,
  sending_hash bytea not null,
  file_id uuid not null,
  name text not null,
  type text not null,
  sha256 bytea not null,
  content bytea not null,
  put_at timestamptz not null default clock_timestamp(),
  primary key (partnership_id, sending_hash, file_id)
);
alter table gt.intake_file alter column content set storage external;
create index intake_file_put on gt.intake_file (put_at);
reset role;
grant select, insert, update, delete on gt.visit_file to gt_intake;
grant select, insert, delete on gt.intake_file to gt_intake;

-- Keeps one sealed file with a visit that stands. False where the visit is over or holds as many as it may; the database holds what a program may not be trusted with.
create function gt.visit_file_keep(p uuid, visit bytea, file uuid, what bytea) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  begin
    if octet_length(what) > 10486784 then raise exception 'a file of the public is at most ten megabytes' using errcode = 'GT413'; end if;
    perform from gt.visit v where v.partnership_id = p and v.visit_hash = visit and v.ends_at > clock_timestamp() for update;
    if not found then return false; end if;
    if (select count(*) from gt.visit_file f where f.partnership_id = p and f.visit_hash = visit) >= 5 then return false; end if;
    insert into gt.visit_file (partnership_id, visit_hash, file_id, sealed) values (p, visit, file, what);
    return true;
  end $$;

create function gt.visit_file_kept(p uuid, visit bytea, file uuid) returns bytea
  language sql stable security definer set search_path = ''
  as $$
    select f.sealed from gt.visit_file f join gt.visit v using (partnership_id, visit_hash)
    where f.partnership_id = p and f.visit_hash = visit and f.file_id = file and v.ends_at > clock_timestamp()
  $$;

create function gt.visit_file_forget(p uuid, visit bytea, file uuid) returns void
  language sql security definer set search_path = ''
  as $$ delete from gt.visit_file f where f.partnership_id = p and f.visit_hash = visit and f.file_id = file $$;

-- Does this visit stand? Asked before the body of a form with a file is read.
create function gt.visit_stands(p uuid, visit bytea) returns boolean
  language sql stable security definer set search_path = ''
  as $$ select exists (select from gt.visit v where v.partnership_id = p and v.visit_hash = visit and v.ends_at > clock_timestamp()) $$;

-- Puts one file of a visit, opened, beside a sending that has not come yet. Only a file that the visit holds can be put, so that the box takes no more than visits do.
create function gt.intake_file_put(p uuid, visit bytea, sending bytea, file uuid, called text, sort text, digest bytea, what bytea) returns void
  language plpgsql security definer set search_path = ''
  as $$
  begin
    if octet_length(what) > 10485760 then raise exception 'a file of the public is at most ten megabytes' using errcode = 'GT413'; end if;
    perform from gt.visit_file f where f.partnership_id = p and f.visit_hash = visit and f.file_id = file;
    if not found then raise exception 'the visit holds no such file' using errcode = 'GT422'; end if;
    insert into gt.intake_file (partnership_id, sending_hash, file_id, name, type, sha256, content)
      select p, sending, file, left(called, 200), left(sort, 20), digest, what
      where not exists (select from gt.intake i where i.partnership_id = p and i.sending_hash = sending)
      on conflict do nothing;
  end $$;

-- The files of one sending, for the job that tells The Bridge of it, one at a time.
create function gt.intake_files(p uuid, intake uuid) returns table (file_id uuid)
  language sql stable security definer set search_path = ''
  as $$
    select f.file_id from gt.intake i join gt.intake_file f on f.partnership_id = i.partnership_id and f.sending_hash = i.sending_hash
    where i.partnership_id = p and i.intake_id = intake and i.appended_at is null order by f.put_at, f.file_id
  $$;
create function gt.intake_file(p uuid, intake uuid, file uuid) returns table (name text, type text, sha256 bytea, content bytea)
  language sql stable security definer set search_path = ''
  as $$
    select f.name, f.type, f.sha256, f.content from gt.intake i join gt.intake_file f on f.partnership_id = i.partnership_id and f.sending_hash = i.sending_hash
    where i.partnership_id = p and i.intake_id = intake and f.file_id = file and i.appended_at is null
  $$;

-- It stands on a thread now, and neither its words nor its files are kept twice. Called in the very transaction that appends it.
create or replace function gt.intake_appended(p uuid, intake uuid, matter uuid) returns void
  language plpgsql security definer set search_path = ''
  as $$
  begin
    delete from gt.intake_file f using gt.intake i
      where i.partnership_id = p and i.intake_id = intake and i.appended_at is null and f.partnership_id = p and f.sending_hash = i.sending_hash;
    update gt.intake i set content = '{}', matter_id = matter, appended_at = clock_timestamp()
      where i.partnership_id = p and i.intake_id = intake and i.appended_at is null;
  end $$;

-- Visits that are over leave nothing behind, and files whose sending never came leave it too.
create or replace function gt.visits_over() returns void
  language plpgsql security definer set search_path = ''
  as $$
  begin
    delete from gt.visit v where v.ends_at <= clock_timestamp();
    delete from gt.intake_file f where f.put_at < clock_timestamp() - interval '1 hour'
      and not exists (select from gt.intake i where i.partnership_id = f.partnership_id and i.sending_hash = f.sending_hash);
  end $$;

do $$
declare
  f text;
begin
  foreach f in array array['gt.visit_file_keep(uuid, bytea, uuid, bytea)', 'gt.visit_file_kept(uuid, bytea, uuid)', 'gt.visit_file_forget(uuid, bytea, uuid)',
      'gt.visit_stands(uuid, bytea)', 'gt.intake_file_put(uuid, bytea, bytea, uuid, text, text, bytea, bytea)', 'gt.intake_files(uuid, uuid)',
      'gt.intake_file(uuid, uuid, uuid)'] loop
    execute 'alter function ' || f || ' owner to gt_intake';
    execute 'revoke all on function ' || f || ' from public';
  end loop;
  foreach f in array array['gt.visit_file_keep(uuid, bytea, uuid, bytea)', 'gt.visit_file_kept(uuid, bytea, uuid)', 'gt.visit_file_forget(uuid, bytea, uuid)',
      'gt.visit_stands(uuid, bytea)', 'gt.intake_file_put(uuid, bytea, bytea, uuid, text, text, bytea, bytea)'] loop
    execute 'grant execute on function ' || f || ' to gt_public';
  end loop;
  foreach f in array array['gt.intake_files(uuid, uuid)', 'gt.intake_file(uuid, uuid, uuid)'] loop
    execute 'grant execute on function ' || f || ' to gt_worker';
  end loop;
end $$;
