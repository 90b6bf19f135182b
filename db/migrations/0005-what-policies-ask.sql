-- Narrow questions that policies ask of rows their caller may not read.

-- Does this part belong to an entry that this very transaction has written, and does it say the same of itself?
grant select on gt.entry to gt_deriver;
create function gt.part_of_new_entry(p uuid, entry uuid, subject uuid, agency uuid, audience text, grp text) returns boolean
  language sql stable security definer set search_path = ''
  as $$
    select exists (select from gt.entry e where e.partnership_id = p and e.entry_id = entry and e.subject_id = subject and e.agency_id = agency
      and e.audience = part_of_new_entry.audience and grp = any (e.field_groups) and e.written_by = pg_current_xact_id_if_assigned())
  $$;
alter function gt.part_of_new_entry(uuid, uuid, uuid, uuid, text, text) owner to gt_deriver;
revoke all on function gt.part_of_new_entry(uuid, uuid, uuid, uuid, text, text) from public;
grant execute on function gt.part_of_new_entry(uuid, uuid, uuid, uuid, text, text) to gt_app, gt_worker, gt_import;

-- Whoever begins a thread says who works on it from the start: a referrer, and the queue the matter waits in. On a thread that was there before, an
-- involvement opens a record, so that is for those the matrix names.
create function gt.begins_here(p uuid, subject uuid) returns boolean
  language sql stable security definer set search_path = ''
  as $$
    select not exists (select from gt.entry e where e.partnership_id = p and e.subject_id = subject and e.written_by is distinct from pg_current_xact_id_if_assigned())
  $$;
alter function gt.begins_here(uuid, uuid) owner to gt_deriver;
revoke all on function gt.begins_here(uuid, uuid) from public;
grant execute on function gt.begins_here(uuid, uuid) to gt_app, gt_worker;

-- Every policy asks whether somebody is barred from a record, and almost nobody is: the tables that say so have no row for almost every record. Their own
-- policies therefore ask who is asking by a function, which runs only where there is a row, and not by a plan of its own that every statement would carry
-- with it once for each table it touches.

-- Is the asker this account?
create function gt.i_am(p uuid, account uuid) returns boolean
  language sql stable set search_path = ''
  as $$ select exists (select from gt.me() m where m.partnership_id = p and m.account_id = account) $$;

-- Does the asker belong to this partnership?
create function gt.i_am_of(p uuid) returns boolean
  language sql stable set search_path = ''
  as $$ select exists (select from gt.me() m where m.partnership_id = p) $$;

do $$
declare
  f text;
begin
  foreach f in array array['gt.i_am(uuid, uuid)', 'gt.i_am_of(uuid)'] loop
    execute 'revoke all on function ' || f || ' from public';
    execute 'grant execute on function ' || f || ' to gt_app, gt_worker';
  end loop;
end $$;

-- Did this account write this entry? What one wrote oneself stays readable to oneself when an involvement has ended; what others of a large agency wrote
-- does not open with it. Asked only where the agency is one's own and the matrix lets authors in.
create function gt.told_by(p uuid, entry uuid, account uuid) returns boolean
  language sql stable security definer set search_path = ''
  as $$ select exists (select from gt.entry e where e.partnership_id = p and e.entry_id = entry and e.author_id = account) $$;
alter function gt.told_by(uuid, uuid, uuid) owner to gt_deriver;
revoke all on function gt.told_by(uuid, uuid, uuid) from public;
grant execute on function gt.told_by(uuid, uuid, uuid) to gt_app, gt_worker;
