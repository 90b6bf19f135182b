-- A narrow question that policies ask of rows their caller may not read yet.

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
