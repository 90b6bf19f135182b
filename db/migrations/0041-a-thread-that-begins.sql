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
