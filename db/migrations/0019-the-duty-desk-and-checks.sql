-- What the Emergency Duty Team was told and still stands: where its page begins, and what the policies ask of it.
set role gt_owner;
create index announcement_on_duty on gt.announcement (partnership_id, account_id, subject_id) where duty = 'duty' and closed_at is null;
reset role;
