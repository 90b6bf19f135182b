-- Did this account write this entry? What one wrote oneself stays readable to oneself when an involvement has ended; what others of a large agency wrote
-- does not open with it. Asked only where the agency is one's own and the matrix lets authors in.
create function gt.told_by(p uuid, entry uuid, account uuid) returns boolean
  language sql stable security definer set search_path = ''
  as $$ select exists (select from gt.entry e where e.partnership_id = p and e.entry_id = entry and e.author_id = account) $$;
alter function gt.told_by(uuid, uuid, uuid) owner to gt_deriver;
revoke all on function gt.told_by(uuid, uuid, uuid) from public;
grant execute on function gt.told_by(uuid, uuid, uuid) to gt_app, gt_worker;
