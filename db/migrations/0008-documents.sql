-- The bytes of a document apart from what is known of it: a policy can then say that nobody reads them until they have been looked at, while its name
-- and its state are shown.
grant usage, create on schema gt to gt_scanner;

set role gt_owner;
alter table gt.document drop column content;
alter table gt.document add column looked_at timestamptz;

create table gt.document_content (
  partnership_id uuid not null,
  document_id uuid not null,
  content bytea not null,
  primary key (partnership_id, document_id),
  foreign key (partnership_id, document_id) references gt.document
);
-- Photographs and scans are compressed already.
alter table gt.document_content alter column content set storage external;
reset role;

grant select, update (state, looked_at) on gt.document to gt_scanner;
grant select on gt.document_content to gt_scanner;

-- Was this document added by this very transaction? Asked by the policy on its bytes.
grant select on gt.document to gt_deriver;
create function gt.content_of_new_document(p uuid, document uuid) returns boolean
  language sql stable security definer set search_path = ''
  as $$
    select exists (select from gt.document d join gt.entry e on e.partnership_id = p and e.entry_id = d.entry_id
      where d.partnership_id = p and d.document_id = document and e.written_by = pg_current_xact_id_if_assigned())
  $$;
alter function gt.content_of_new_document(uuid, uuid) owner to gt_deriver;
revoke all on function gt.content_of_new_document(uuid, uuid) from public;
grant execute on function gt.content_of_new_document(uuid, uuid) to gt_app, gt_worker;

-- The scanner's own path, for the job alone: bytes of what is still in quarantine, and the outcome.
create function gt.document_to_scan(p uuid, document uuid) returns table (content bytea)
  language sql stable security definer set search_path = ''
  as $$
    select c.content from gt.document d join gt.document_content c using (partnership_id, document_id)
    where d.partnership_id = p and d.document_id = document and d.state = 'quarantined'
  $$;
create function gt.document_scanned(p uuid, document uuid, verdict text) returns void
  language plpgsql security definer set search_path = ''
  as $$
  begin
    if verdict not in ('clean', 'refused') then raise exception 'a document is found clean or refused' using errcode = 'GT422'; end if;
    update gt.document d set state = verdict, looked_at = clock_timestamp() where d.partnership_id = p and d.document_id = document and d.state = 'quarantined';
  end $$;
-- What has waited for the scanner for longer than a while: it was away, or there was none.
create function gt.documents_waiting(waited interval, most integer) returns table (partnership_id uuid, document_id uuid)
  language sql stable security definer set search_path = ''
  as $$
    select d.partnership_id, d.document_id from gt.document d where d.state = 'quarantined' and d.added_at < clock_timestamp() - waited order by d.added_at limit most
  $$;

do $$
declare
  f text;
begin
  foreach f in array array['gt.document_to_scan(uuid, uuid)', 'gt.document_scanned(uuid, uuid, text)', 'gt.documents_waiting(interval, integer)'] loop
    execute 'alter function ' || f || ' owner to gt_scanner';
    execute 'revoke all on function ' || f || ' from public';
    execute 'grant execute on function ' || f || ' to gt_worker';
  end loop;
end $$;
