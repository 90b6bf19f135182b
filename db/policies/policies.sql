-- Written by `golden-thread policies` from access-matrix.csv. Change the matrix, not this file.
do $$
declare
  t record;
begin
  for t in select c.oid, c.relname from pg_class c where c.relnamespace = 'gt'::regnamespace and c.relkind = 'r' loop
    execute format('alter table gt.%I enable row level security', t.relname);
    execute format('alter table gt.%I force row level security', t.relname);
  end loop;
  for t in select p.policyname, p.tablename from pg_policies p where p.schemaname = 'gt' loop
    execute format('drop policy %I on gt.%I', t.policyname, t.tablename);
  end loop;
end $$;

create policy door on gt.partnership for select to gt_door using (true);
create policy door on gt.agency for select to gt_door using (true);
create policy door on gt.team for select to gt_door using (true);
create policy door on gt.account for select to gt_door using (true);
create policy door on gt.team_member for select to gt_door using (true);
create policy door on gt.access_grant for select to gt_door using (true);
create policy compiled on gt.access_grant to gt_owner using (true) with check (true);
create policy door on gt.role_grants to gt_door using (true) with check (true);
create policy door on gt.asking to gt_door using (true) with check (true);
create policy asking on gt.asking for select to gt_app, gt_worker, gt_import, gt_deriver, gt_jobs
  using (pid = pg_backend_pid() and transaction_id = pg_current_xact_id_if_assigned());
create policy door on gt.session to gt_door using (true) with check (true);
create policy door on gt.credential to gt_door using (true) with check (true);
create policy deriving on gt.subject to gt_deriver using (true) with check (true);
create policy deriving on gt.entry for select to gt_deriver using (true);
create policy deriving on gt.entry_part for select to gt_deriver using (true);
create policy deriving on gt.excluded for select to gt_deriver using (true);
create policy deriving on gt.closed_to_most for select to gt_deriver using (true);
create policy deriving on gt.named_only for select to gt_deriver using (true);
create policy deriving on gt.announcement for select to gt_deriver using (true);
create policy deriving on gt.document for select to gt_deriver using (true);
create policy deriving on gt.name_word to gt_deriver using (true) with check (true);
create policy deriving on gt.access_line for select to gt_deriver using (true);
create policy announcing on gt.notice for select to gt_announcer using (true);
create policy forgetting on gt.discarded_draft to gt_jobs using (true) with check (true);
create policy keeping on gt.visit to gt_intake using (true) with check (true);
create policy keeping on gt.intake to gt_intake using (true) with check (true);
create policy following on gt.intake for select to gt_deriver using (true);
create policy telling on gt.agency to gt_intake using (kind = 'public') with check (kind = 'public');
create policy telling on gt.account to gt_intake using (role = 'member-of-the-public') with check (role = 'member-of-the-public');
create policy announcing on gt.finding for select to gt_announcer using (true);
create policy announcing on gt.reach for select to gt_announcer using (true);
create policy announcing on gt.account for select to gt_announcer using (true);
create policy announcing on gt.team for select to gt_announcer using (true);
create policy announcing on gt.team_member for select to gt_announcer using (true);
create policy announcing on gt.setting_value for select to gt_announcer using (true);
create policy announcing on gt.role_grants for select to gt_announcer using (true);
create policy announcing on gt.announcement to gt_announcer using (true) with check (true);
create policy announcing on gt.announcement_due to gt_announcer using (true) with check (true);
create policy scanning on gt.document to gt_scanner using (true) with check (true);
create policy scanning on gt.document_content for select to gt_scanner using (true);
create policy deriving on gt.reach to gt_deriver using (true) with check (true);
create policy deriving on gt.involvement to gt_deriver using (true) with check (true);
create policy deriving on gt.person to gt_deriver using (true) with check (true);
create policy deriving on gt.person_key to gt_deriver using (true) with check (true);
create policy deriving on gt.stay to gt_deriver using (true) with check (true);
create policy deriving on gt.relationship to gt_deriver using (true) with check (true);
create policy deriving on gt.episode to gt_deriver using (true) with check (true);
create policy deriving on gt.finding to gt_deriver using (true) with check (true);

-- One's own partnership's organisation, own drafts, own announcements, own access lines.
create policy reading on gt.partnership for select to gt_app, gt_worker using (exists (select from gt.me() m where m.partnership_id = partnership.partnership_id));
create policy reading on gt.agency for select to gt_app, gt_worker using (exists (select from gt.me() m where m.partnership_id = agency.partnership_id));
create policy reading on gt.team for select to gt_app, gt_worker using (exists (select from gt.me() m where m.partnership_id = team.partnership_id));
create policy reading on gt.team_member for select to gt_app, gt_worker using (exists (select from gt.me() m where m.partnership_id = team_member.partnership_id));
create policy reading on gt.account for select to gt_app, gt_worker using (exists (select from gt.me() m where m.partnership_id = account.partnership_id));
create policy reading on gt.setting_value for select to gt_app, gt_worker using (exists (select from gt.me() m where m.partnership_id = setting_value.partnership_id));
create policy changing on gt.setting_value for insert to gt_app with check (exists (select from gt.me() m
  where m.partnership_id = setting_value.partnership_id and m.account_id = setting_value.account_id and 'anyone/append:setting' = any (m.grants)));
create policy reading on gt.reach for select to gt_app, gt_worker using (exists (select from gt.me() m where m.partnership_id = reach.partnership_id and reach.holder_id = any (m.holders)));
create policy beginning on gt.subject for insert to gt_app, gt_worker with check (exists (select from gt.me() m where m.partnership_id = subject.partnership_id) and subject.version = 0);
create policy barred on gt.excluded for select to gt_app, gt_worker using (gt.i_am(excluded.partnership_id, excluded.account_id));
create policy named on gt.named_only for select to gt_app, gt_worker using (gt.i_am(named_only.partnership_id, named_only.account_id));
create policy reading on gt.closed_to_most for select to gt_app, gt_worker using (gt.i_am_of(closed_to_most.partnership_id));
create policy mine on gt.draft to gt_app using (exists (select from gt.me() m where m.partnership_id = draft.partnership_id and m.account_id = draft.account_id))
  with check (exists (select from gt.me() m where m.partnership_id = draft.partnership_id and m.account_id = draft.account_id));
create policy mine on gt.discarded_draft to gt_app using (exists (select from gt.me() m where m.partnership_id = discarded_draft.partnership_id and m.account_id = discarded_draft.account_id)) with check (exists (select from gt.me() m where m.partnership_id = discarded_draft.partnership_id and m.account_id = discarded_draft.account_id));
create policy mine on gt.own_choice to gt_app, gt_worker using (exists (select from gt.me() m where m.partnership_id = own_choice.partnership_id and m.account_id = own_choice.account_id)) with check (exists (select from gt.me() m where m.partnership_id = own_choice.partnership_id and m.account_id = own_choice.account_id));
-- Word of children passed on is one's own; it is written by whoever passes them on and may say who works with a child.
create policy mine on gt.notice for select to gt_app, gt_worker using (exists (select from gt.me() m where m.partnership_id = notice.partnership_id and m.account_id = notice.account_id));
create policy noting on gt.notice for update to gt_app, gt_worker using (exists (select from gt.me() m where m.partnership_id = notice.partnership_id and m.account_id = notice.account_id)) with check (exists (select from gt.me() m where m.partnership_id = notice.partnership_id and m.account_id = notice.account_id));
create policy telling on gt.notice for insert to gt_app with check (exists (select from gt.me() m
  where m.partnership_id = notice.partnership_id and m.account_id = notice.by_account and 'manager/append:involvement' = any (m.grants)));
create policy mine on gt.command_done to gt_app, gt_worker using (exists (select from gt.me() m where m.partnership_id = command_done.partnership_id and m.account_id = command_done.account_id))
  with check (exists (select from gt.me() m where m.partnership_id = command_done.partnership_id and m.account_id = command_done.account_id));
create policy line on gt.access_line for insert to gt_app, gt_worker with check (exists (select from gt.me() m
  where m.partnership_id = access_line.partnership_id and m.account_id = access_line.account_id and m.agency_id = access_line.agency_id and m.role = access_line.role
    and access_line.written_by = pg_current_xact_id()));
create policy mine on gt.announcement for select to gt_app, gt_worker using (exists (select from gt.me() m where m.partnership_id = announcement.partnership_id and m.account_id = announcement.account_id));
create policy acknowledging on gt.announcement for update to gt_app using (exists (select from gt.me() m where m.partnership_id = announcement.partnership_id and m.account_id = announcement.account_id))
  with check (exists (select from gt.me() m where m.partnership_id = announcement.partnership_id and m.account_id = announcement.account_id));
-- Nobody is told of a finding he could not open: the announcer writes as the account it tells.
create policy telling on gt.announcement for insert to gt_worker with check (exists (select from gt.me() m where m.partnership_id = announcement.partnership_id and m.account_id = announcement.account_id
  and exists (select from gt.finding f where f.partnership_id = announcement.partnership_id and f.subject_id = announcement.subject_id and f.rule = announcement.rule and f.key = announcement.key)));
-- The bytes of a document open with the document, once it has been found clean.
create policy reading on gt.document_content for select to gt_app, gt_worker using (exists (select from gt.me() m where m.partnership_id = document_content.partnership_id
  and exists (select from gt.document d where d.partnership_id = document_content.partnership_id and d.document_id = document_content.document_id and d.state = 'clean')));
create policy adding on gt.document_content for insert to gt_app with check (exists (select from gt.me() m where m.partnership_id = document_content.partnership_id)
  and gt.content_of_new_document(document_content.partnership_id, document_content.document_id));
create policy adding on gt.document for insert to gt_app with check (gt.part_of_new_entry(
  document.partnership_id, document.entry_id, document.subject_id, document.agency_id, document.audience, document.field_group) and document.state = 'quarantined');
create policy salting on gt.entry_salt for insert to gt_app, gt_worker with check (exists (select from gt.me() m where m.partnership_id = entry_salt.partnership_id)
  and gt.entry_of_now(entry_salt.partnership_id, entry_salt.entry_id));
create policy linking on gt.entry_link for insert to gt_app, gt_worker with check (exists (select from gt.me() m where m.partnership_id = entry_link.partnership_id)
  and gt.entry_of_now(entry_link.partnership_id, entry_link.entry_id));
create policy reading on gt.entry_link for select to gt_app, gt_worker using (exists (select from gt.entry e where e.partnership_id = entry_link.partnership_id and e.entry_id = entry_link.entry_id));

-- Setting a partnership up and bringing its history in (and out again) is a command line's work, with a role that no page uses.
create policy bringing_in on gt.partnership to gt_import using (true) with check (true);
create policy bringing_in on gt.agency to gt_import using (true) with check (true);
create policy bringing_in on gt.team to gt_import using (true) with check (true);
create policy bringing_in on gt.account to gt_import using (true) with check (true);
create policy bringing_in on gt.team_member to gt_import using (true) with check (true);
create policy bringing_in on gt.credential to gt_import using (true) with check (true);
create policy bringing_in on gt.subject to gt_import using (true) with check (true);
create policy bringing_in on gt.entry to gt_import using (true) with check (written_by = pg_current_xact_id());
create policy bringing_in on gt.entry_part to gt_import using (true) with check (true);
create policy bringing_in on gt.entry_salt to gt_import using (true) with check (true);
create policy bringing_in on gt.entry_link to gt_import using (true) with check (true);
create policy bringing_in on gt.setting_value to gt_import using (true) with check (true);
create policy bringing_in on gt.command_done to gt_import using (true) with check (true);
-- What the command line shows of records (an export) leaves a line like any other, in the partnership's own name: nobody is signed in there.
create policy line_of_the_command_line on gt.access_line for insert to gt_import with check (account_id = partnership_id and agency_id = partnership_id
  and role = 'command-line' and written_by = pg_current_xact_id());

-- Sealing reads what is sealed and adds seals; nobody who signs in changes either. The verifier only reads.
create policy sealing on gt.entry for select to gt_sealer using (true);
create policy sealing on gt.entry_part for select to gt_sealer using (true);
create policy sealing on gt.entry_salt for select to gt_sealer using (true);
create policy sealing on gt.entry_link for select to gt_sealer using (true);
create policy sealing on gt.access_line for select to gt_sealer using (true);
create policy sealing on gt.erasure for select to gt_sealer using (true);
create policy sealing on gt.partnership for select to gt_sealer using (true);
create policy revoking on gt.account for select to gt_sealer using (true);
create policy revoking on gt.team_member for select to gt_sealer using (true);
create policy revoking on gt.excluded for select to gt_sealer using (true);
create policy revoking on gt.closed_to_most for select to gt_sealer using (true);
create policy revoking on gt.named_only for select to gt_sealer using (true);
create policy sealing on gt.seal for select to gt_sealer using (true);
create policy chaining on gt.seal for insert to gt_sealer with check (true);
create policy verifying on gt.entry for select to gt_verifier using (true);
create policy verifying on gt.entry_part for select to gt_verifier using (true);
create policy verifying on gt.entry_salt for select to gt_verifier using (true);
create policy verifying on gt.entry_link for select to gt_verifier using (true);
create policy verifying on gt.access_line for select to gt_verifier using (true);
create policy verifying on gt.erasure for select to gt_verifier using (true);
create policy verifying on gt.partnership for select to gt_verifier using (true);
create policy verifying on gt.seal for select to gt_verifier using (true);

create policy reading on gt.entry for select to gt_app, gt_worker using (exists (select from gt.me() m
  where m.partnership_id = entry.partnership_id
    and not exists (select from gt.excluded x
      where x.partnership_id = entry.partnership_id and x.subject_id = entry.subject_id and x.account_id = m.account_id)
    and not exists (select from gt.closed_to_most c where c.partnership_id = entry.partnership_id and c.subject_id = entry.subject_id
      and not exists (select from gt.named_only n
        where n.partnership_id = c.partnership_id and n.subject_id = c.subject_id and n.account_id = m.account_id))
    and (entry.audience <> 'agency' or entry.agency_id = m.agency_id)
    and ((exists (select from gt.reach r
        where r.partnership_id = entry.partnership_id and r.subject_id = entry.subject_id and r.holder_id = any (m.holders)
          and r.from_at <= m.at and r.until_at > m.at and (string_to_array(r.relation || '/' || array_to_string(entry.field_groups, ',' || r.relation || '/'), ',') && m.grants or (entry.agency_id = m.agency_id and (r.relation || '/own') = any (m.grants))))
      or (string_to_array('duty' || '/' || array_to_string(entry.field_groups, ',' || 'duty' || '/'), ',') && m.grants and gt.told_on_duty(entry.partnership_id, entry.subject_id, m.account_id)))
      or (entry.agency_id = m.agency_id and string_to_array('author' || '/' || array_to_string(entry.field_groups, ',' || 'author' || '/'), ',') && m.grants and entry.author_id = m.account_id))));
create policy reading on gt.entry_part for select to gt_app, gt_worker using (exists (select from gt.me() m
  where m.partnership_id = entry_part.partnership_id
    and not exists (select from gt.excluded x
      where x.partnership_id = entry_part.partnership_id and x.subject_id = entry_part.subject_id and x.account_id = m.account_id)
    and not exists (select from gt.closed_to_most c where c.partnership_id = entry_part.partnership_id and c.subject_id = entry_part.subject_id
      and not exists (select from gt.named_only n
        where n.partnership_id = c.partnership_id and n.subject_id = c.subject_id and n.account_id = m.account_id))
    and (entry_part.audience <> 'agency' or entry_part.agency_id = m.agency_id)
    and ((exists (select from gt.reach r
        where r.partnership_id = entry_part.partnership_id and r.subject_id = entry_part.subject_id and r.holder_id = any (m.holders)
          and r.from_at <= m.at and r.until_at > m.at and ((r.relation || '/' || entry_part.field_group) = any (m.grants) or (entry_part.agency_id = m.agency_id and (r.relation || '/own') = any (m.grants))))
      or (('duty' || '/' || entry_part.field_group) = any (m.grants) and gt.told_on_duty(entry_part.partnership_id, entry_part.subject_id, m.account_id)))
      or (entry_part.agency_id = m.agency_id and ('author' || '/' || entry_part.field_group) = any (m.grants) and gt.told_by(entry_part.partnership_id, entry_part.entry_id, m.account_id)))));
create policy reading on gt.person for select to gt_app, gt_worker using (exists (select from gt.me() m
  where m.partnership_id = person.partnership_id
    and not exists (select from gt.excluded x
      where x.partnership_id = person.partnership_id and x.subject_id = person.subject_id and x.account_id = m.account_id)
    and not exists (select from gt.closed_to_most c where c.partnership_id = person.partnership_id and c.subject_id = person.subject_id
      and not exists (select from gt.named_only n
        where n.partnership_id = c.partnership_id and n.subject_id = c.subject_id and n.account_id = m.account_id))
    and (exists (select from gt.reach r
        where r.partnership_id = person.partnership_id and r.subject_id = person.subject_id and r.holder_id = any (m.holders)
          and r.from_at <= m.at and r.until_at > m.at and (r.relation || '/identity') = any (m.grants))
      or (('duty' || '/identity') = any (m.grants) and gt.told_on_duty(person.partnership_id, person.subject_id, m.account_id)))));
create policy reading on gt.stay for select to gt_app, gt_worker using (exists (select from gt.me() m
  where m.partnership_id = stay.partnership_id
    and not exists (select from gt.excluded x
      where x.partnership_id = stay.partnership_id and x.subject_id = stay.subject_id and x.account_id = m.account_id)
    and not exists (select from gt.closed_to_most c where c.partnership_id = stay.partnership_id and c.subject_id = stay.subject_id
      and not exists (select from gt.named_only n
        where n.partnership_id = c.partnership_id and n.subject_id = c.subject_id and n.account_id = m.account_id))
    and stay.layer = 'open'
    and (exists (select from gt.reach r
        where r.partnership_id = stay.partnership_id and r.subject_id = stay.subject_id and r.holder_id = any (m.holders)
          and r.from_at <= m.at and r.until_at > m.at and (r.relation || '/household') = any (m.grants))
      or (('duty' || '/household') = any (m.grants) and gt.told_on_duty(stay.partnership_id, stay.subject_id, m.account_id)))));
create policy reading on gt.relationship for select to gt_app, gt_worker using (exists (select from gt.me() m
  where m.partnership_id = relationship.partnership_id
    and not exists (select from gt.excluded x
      where x.partnership_id = relationship.partnership_id and x.subject_id = relationship.subject_id and x.account_id = m.account_id)
    and not exists (select from gt.closed_to_most c where c.partnership_id = relationship.partnership_id and c.subject_id = relationship.subject_id
      and not exists (select from gt.named_only n
        where n.partnership_id = c.partnership_id and n.subject_id = c.subject_id and n.account_id = m.account_id))
    and (exists (select from gt.reach r
        where r.partnership_id = relationship.partnership_id and r.subject_id = relationship.subject_id and r.holder_id = any (m.holders)
          and r.from_at <= m.at and r.until_at > m.at and (r.relation || '/household') = any (m.grants))
      or (('duty' || '/household') = any (m.grants) and gt.told_on_duty(relationship.partnership_id, relationship.subject_id, m.account_id)))));
create policy reading on gt.involvement for select to gt_app, gt_worker using (exists (select from gt.me() m
  where m.partnership_id = involvement.partnership_id
    and not exists (select from gt.excluded x
      where x.partnership_id = involvement.partnership_id and x.subject_id = involvement.subject_id and x.account_id = m.account_id)
    and not exists (select from gt.closed_to_most c where c.partnership_id = involvement.partnership_id and c.subject_id = involvement.subject_id
      and not exists (select from gt.named_only n
        where n.partnership_id = c.partnership_id and n.subject_id = c.subject_id and n.account_id = m.account_id))
    and (exists (select from gt.reach r
        where r.partnership_id = involvement.partnership_id and r.subject_id = involvement.subject_id and r.holder_id = any (m.holders)
          and r.from_at <= m.at and r.until_at > m.at and (r.relation || '/involvement') = any (m.grants))
      or (('duty' || '/involvement') = any (m.grants) and gt.told_on_duty(involvement.partnership_id, involvement.subject_id, m.account_id)))));
create policy reading on gt.episode for select to gt_app, gt_worker using (exists (select from gt.me() m
  where m.partnership_id = episode.partnership_id
    and not exists (select from gt.excluded x
      where x.partnership_id = episode.partnership_id and x.subject_id = episode.subject_id and x.account_id = m.account_id)
    and not exists (select from gt.closed_to_most c where c.partnership_id = episode.partnership_id and c.subject_id = episode.subject_id
      and not exists (select from gt.named_only n
        where n.partnership_id = c.partnership_id and n.subject_id = c.subject_id and n.account_id = m.account_id))
    and (exists (select from gt.reach r
        where r.partnership_id = episode.partnership_id and r.subject_id = episode.subject_id and r.holder_id = any (m.holders)
          and r.from_at <= m.at and r.until_at > m.at and (r.relation || '/episode') = any (m.grants))
      or (('duty' || '/episode') = any (m.grants) and gt.told_on_duty(episode.partnership_id, episode.subject_id, m.account_id)))));
create policy reading on gt.document for select to gt_app, gt_worker using (exists (select from gt.me() m
  where m.partnership_id = document.partnership_id
    and not exists (select from gt.excluded x
      where x.partnership_id = document.partnership_id and x.subject_id = document.subject_id and x.account_id = m.account_id)
    and not exists (select from gt.closed_to_most c where c.partnership_id = document.partnership_id and c.subject_id = document.subject_id
      and not exists (select from gt.named_only n
        where n.partnership_id = c.partnership_id and n.subject_id = c.subject_id and n.account_id = m.account_id))
    and (document.audience <> 'agency' or document.agency_id = m.agency_id)
    and ((exists (select from gt.reach r
        where r.partnership_id = document.partnership_id and r.subject_id = document.subject_id and r.holder_id = any (m.holders)
          and r.from_at <= m.at and r.until_at > m.at and ((r.relation || '/' || document.field_group) = any (m.grants) or (document.agency_id = m.agency_id and (r.relation || '/own') = any (m.grants))))
      or (('duty' || '/' || document.field_group) = any (m.grants) and gt.told_on_duty(document.partnership_id, document.subject_id, m.account_id)))
      or (document.agency_id = m.agency_id and ('author' || '/' || document.field_group) = any (m.grants) and gt.told_by(document.partnership_id, document.entry_id, m.account_id)))));
create policy reading on gt.finding for select to gt_app, gt_worker using (exists (select from gt.me() m
  where m.partnership_id = finding.partnership_id
    and not exists (select from gt.excluded x
      where x.partnership_id = finding.partnership_id and x.subject_id = finding.subject_id and x.account_id = m.account_id)
    and not exists (select from gt.closed_to_most c where c.partnership_id = finding.partnership_id and c.subject_id = finding.subject_id
      and not exists (select from gt.named_only n
        where n.partnership_id = c.partnership_id and n.subject_id = c.subject_id and n.account_id = m.account_id))
    and (finding.layer = 'open' or finding.agency_id = m.agency_id)
    and ((finding.queue = any (m.queues) and 'queue/finding' = any (m.grants))
      or (finding.shows_critical <= m.at and finding.until_at > m.at and 'duty/finding' = any (m.grants))
      or ('duty/finding' = any (m.grants) and gt.told_on_duty(finding.partnership_id, finding.subject_id, m.account_id))
      or exists (select from gt.reach r
        where r.partnership_id = finding.partnership_id and r.subject_id = finding.subject_id and r.holder_id = any (m.holders)
          and r.from_at <= m.at and r.until_at > m.at and ((r.relation || '/finding') = any (m.grants) or ((r.relation = any (finding.told_to) or (r.relation in ('agency', 'checked') and 'agency-safeguarding-lead' = any (finding.told_to))) and (r.relation || '/finding-told') = any (m.grants)))))));
create policy appending on gt.entry for insert to gt_app, gt_worker with check (exists (select from gt.me() m
  where m.partnership_id = entry.partnership_id and m.account_id = entry.author_id and m.agency_id = entry.agency_id and m.role = entry.author_role
    and not exists (select from gt.excluded x
      where x.partnership_id = entry.partnership_id and x.subject_id = entry.subject_id and x.account_id = m.account_id)
    and not exists (select from gt.closed_to_most c where c.partnership_id = entry.partnership_id and c.subject_id = entry.subject_id
      and not exists (select from gt.named_only n
        where n.partnership_id = c.partnership_id and n.subject_id = c.subject_id and n.account_id = m.account_id))
    and gt.stamped(entry.partnership_id, entry.subject_id, entry.known_at) and entry.written_by = pg_current_xact_id()
    and (('anyone/append:' || entry.kind) = any (m.grants)
      or (('beginner/append:' || entry.kind) = any (m.grants) and gt.begins_here(entry.partnership_id, entry.subject_id))
      or (('duty/append:' || entry.kind) = any (m.grants) and gt.told_on_duty(entry.partnership_id, entry.subject_id, m.account_id))
      or exists (select from gt.reach r
        where r.partnership_id = entry.partnership_id and r.subject_id = entry.subject_id and r.holder_id = any (m.holders)
          and r.from_at <= m.at and r.until_at > m.at and (r.relation || '/append:' || entry.kind) = any (m.grants)))));
create policy appending on gt.entry_part for insert to gt_app, gt_worker with check (gt.part_of_new_entry(
  entry_part.partnership_id, entry_part.entry_id, entry_part.subject_id, entry_part.agency_id, entry_part.audience, entry_part.field_group)
  and (not (entry_part.facts ? 'holder') or gt.begins_here(entry_part.partnership_id, entry_part.subject_id)
    or exists (select from gt.me() m where m.partnership_id = entry_part.partnership_id and (('anyone/involve:' || (entry_part.facts ->> 'as')) = any (m.grants)
      or exists (select from gt.reach r
        where r.partnership_id = entry_part.partnership_id and r.subject_id = entry_part.subject_id and r.holder_id = any (m.holders)
          and r.from_at <= m.at and r.until_at > m.at and (r.relation || '/involve:' || (entry_part.facts ->> 'as')) = any (m.grants))))));

revoke all on all tables in schema gt from gt_app, gt_public, gt_worker, gt_import;
grant select on gt.partnership, gt.agency, gt.team, gt.team_member, gt.account, gt.setting_value, gt.reach, gt.involvement, gt.person, gt.stay, gt.relationship,
  gt.episode, gt.finding, gt.entry, gt.entry_part, gt.entry_link, gt.excluded, gt.named_only, gt.document, gt.document_content, gt.announcement to gt_app, gt_worker;
grant select on gt.closed_to_most to gt_app, gt_worker;
grant select on gt.asking to gt_app, gt_worker, gt_import;
grant insert on gt.subject, gt.entry, gt.entry_part, gt.entry_salt, gt.entry_link, gt.access_line, gt.document, gt.setting_value to gt_app, gt_worker;
grant select, insert, update, delete on gt.draft to gt_app;
grant select, insert, delete on gt.discarded_draft to gt_app;
grant select, insert, update (mail, keys, news_read_to) on gt.own_choice to gt_app;
grant select on gt.own_choice to gt_worker;
grant select, update (seen_at) on gt.notice to gt_app;
grant select, update (mailed_at) on gt.notice to gt_worker;
grant insert on gt.notice to gt_app;
grant select, insert, update (answer) on gt.command_done to gt_app, gt_worker;
grant insert on gt.document_content to gt_app;
grant insert on gt.announcement to gt_worker;
grant update (acknowledged_at, acknowledged_by) on gt.announcement to gt_app;
grant select, insert on gt.partnership, gt.agency, gt.team, gt.account, gt.team_member, gt.credential, gt.subject, gt.entry, gt.entry_part, gt.entry_salt, gt.entry_link, gt.setting_value, gt.command_done to gt_import;
grant update (answer) on gt.command_done to gt_import;
grant update on gt.credential to gt_import;
grant insert on gt.access_line to gt_import;

delete from gt.access_grant;
insert into gt.access_grant (role, relation, may) values
  ('bridge-manager', 'anyone', 'append:identity'),
  ('bridge-manager', 'anyone', 'append:involvement'),
  ('bridge-manager', 'anyone', 'append:pregnancy'),
  ('bridge-manager', 'anyone', 'append:referral'),
  ('bridge-manager', 'anyone', 'append:referral-told'),
  ('bridge-manager', 'anyone', 'append:relationship'),
  ('bridge-manager', 'anyone', 'append:residence'),
  ('bridge-manager', 'anyone', 'find'),
  ('bridge-manager', 'anyone', 'involve:screener'),
  ('bridge-manager', 'anyone', 'page:GET /'),
  ('bridge-manager', 'anyone', 'page:GET /announcements'),
  ('bridge-manager', 'anyone', 'page:GET /announcements/:announcement'),
  ('bridge-manager', 'anyone', 'page:GET /bridge'),
  ('bridge-manager', 'anyone', 'page:GET /bridge/:matter'),
  ('bridge-manager', 'anyone', 'page:GET /bridge/:matter/children'),
  ('bridge-manager', 'anyone', 'page:GET /bridge/:matter/decided'),
  ('bridge-manager', 'anyone', 'page:GET /checks'),
  ('bridge-manager', 'anyone', 'page:GET /checks/:matter/:asked'),
  ('bridge-manager', 'anyone', 'page:GET /concerns'),
  ('bridge-manager', 'anyone', 'page:GET /concerns/:matter'),
  ('bridge-manager', 'anyone', 'page:GET /concerns/draft/:draft/:list/:at'),
  ('bridge-manager', 'anyone', 'page:GET /concerns/draft/:draft/:page'),
  ('bridge-manager', 'anyone', 'page:GET /concerns/new'),
  ('bridge-manager', 'anyone', 'page:GET /demonstration'),
  ('bridge-manager', 'anyone', 'page:GET /drafts'),
  ('bridge-manager', 'anyone', 'page:GET /help/keys'),
  ('bridge-manager', 'anyone', 'page:GET /learn'),
  ('bridge-manager', 'anyone', 'page:GET /learn/:story'),
  ('bridge-manager', 'anyone', 'page:GET /people/:person'),
  ('bridge-manager', 'anyone', 'page:GET /people/:person/adults'),
  ('bridge-manager', 'anyone', 'page:GET /people/:person/alerts'),
  ('bridge-manager', 'anyone', 'page:GET /people/:person/details'),
  ('bridge-manager', 'anyone', 'page:GET /people/:person/details/:fact'),
  ('bridge-manager', 'anyone', 'page:GET /people/:person/entries/:entry/correct'),
  ('bridge-manager', 'anyone', 'page:GET /people/:person/network'),
  ('bridge-manager', 'anyone', 'page:GET /people/:person/record'),
  ('bridge-manager', 'anyone', 'page:GET /people/:person/stage'),
  ('bridge-manager', 'anyone', 'page:GET /rules'),
  ('bridge-manager', 'anyone', 'page:GET /search'),
  ('bridge-manager', 'anyone', 'page:GET /settings'),
  ('bridge-manager', 'anyone', 'page:GET /whats-new'),
  ('bridge-manager', 'anyone', 'page:POST /announcements/:announcement/acknowledge'),
  ('bridge-manager', 'anyone', 'page:POST /announcements/:announcement/aside'),
  ('bridge-manager', 'anyone', 'page:POST /announcements/passed-on/:notice/aside'),
  ('bridge-manager', 'anyone', 'page:POST /bridge/:matter/acknowledge'),
  ('bridge-manager', 'anyone', 'page:POST /bridge/:matter/checks'),
  ('bridge-manager', 'anyone', 'page:POST /bridge/:matter/children'),
  ('bridge-manager', 'anyone', 'page:POST /bridge/:matter/children/undo'),
  ('bridge-manager', 'anyone', 'page:POST /bridge/:matter/decision'),
  ('bridge-manager', 'anyone', 'page:POST /bridge/:matter/decision/keep'),
  ('bridge-manager', 'anyone', 'page:POST /bridge/:matter/release'),
  ('bridge-manager', 'anyone', 'page:POST /bridge/:matter/take'),
  ('bridge-manager', 'anyone', 'page:POST /checks/:matter/:asked'),
  ('bridge-manager', 'anyone', 'page:POST /concerns/draft/:draft/:list/:at'),
  ('bridge-manager', 'anyone', 'page:POST /concerns/draft/:draft/:list/:at/remove'),
  ('bridge-manager', 'anyone', 'page:POST /concerns/draft/:draft/:page'),
  ('bridge-manager', 'anyone', 'page:POST /concerns/draft/:draft/:page/keep'),
  ('bridge-manager', 'anyone', 'page:POST /concerns/draft/:draft/discard'),
  ('bridge-manager', 'anyone', 'page:POST /concerns/draft/:draft/send'),
  ('bridge-manager', 'anyone', 'page:POST /concerns/new'),
  ('bridge-manager', 'anyone', 'page:POST /drafts/:draft/bring-back'),
  ('bridge-manager', 'anyone', 'page:POST /drafts/:draft/throw-away'),
  ('bridge-manager', 'anyone', 'page:POST /people/:person/details/:fact'),
  ('bridge-manager', 'anyone', 'page:POST /people/:person/entries/:entry/correct'),
  ('bridge-manager', 'anyone', 'page:POST /people/:person/record'),
  ('bridge-manager', 'anyone', 'page:POST /people/:person/record/discard'),
  ('bridge-manager', 'anyone', 'page:POST /people/:person/record/keep'),
  ('bridge-manager', 'anyone', 'page:POST /people/:person/stage'),
  ('bridge-manager', 'anyone', 'page:POST /settings'),
  ('bridge-manager', 'anyone', 'page:POST /whats-new'),
  ('bridge-manager', 'author', 'asked'),
  ('bridge-manager', 'author', 'feedback'),
  ('bridge-manager', 'author', 'health'),
  ('bridge-manager', 'author', 'record'),
  ('bridge-manager', 'author', 'referrer'),
  ('bridge-manager', 'author', 'third-party'),
  ('bridge-manager', 'author', 'whereabouts'),
  ('bridge-manager', 'decided', 'asked'),
  ('bridge-manager', 'decided', 'feedback'),
  ('bridge-manager', 'decided', 'identity'),
  ('bridge-manager', 'decided', 'involvement'),
  ('bridge-manager', 'decided', 'record'),
  ('bridge-manager', 'queue', 'append:agency-check-answered'),
  ('bridge-manager', 'queue', 'append:agency-check-asked'),
  ('bridge-manager', 'queue', 'append:child-matched'),
  ('bridge-manager', 'queue', 'append:family-told'),
  ('bridge-manager', 'queue', 'append:finding-decision'),
  ('bridge-manager', 'queue', 'append:history-asked'),
  ('bridge-manager', 'queue', 'append:history-received'),
  ('bridge-manager', 'queue', 'append:involvement-end'),
  ('bridge-manager', 'queue', 'append:lived-elsewhere'),
  ('bridge-manager', 'queue', 'append:referral-acknowledged'),
  ('bridge-manager', 'queue', 'append:referral-decision'),
  ('bridge-manager', 'queue', 'append:referral-feedback'),
  ('bridge-manager', 'queue', 'asked'),
  ('bridge-manager', 'queue', 'finding'),
  ('bridge-manager', 'queue', 'health'),
  ('bridge-manager', 'queue', 'identity'),
  ('bridge-manager', 'queue', 'involve:agency'),
  ('bridge-manager', 'queue', 'involve:checked'),
  ('bridge-manager', 'queue', 'involve:decided'),
  ('bridge-manager', 'queue', 'involve:manager'),
  ('bridge-manager', 'queue', 'involvement'),
  ('bridge-manager', 'queue', 'override:cumulative-referrals'),
  ('bridge-manager', 'queue', 'override:re-referral-after-closure'),
  ('bridge-manager', 'queue', 'record'),
  ('bridge-manager', 'queue', 'referrer'),
  ('bridge-manager', 'queue', 'third-party'),
  ('bridge-manager', 'queue', 'whereabouts'),
  ('bridge-manager', 'screener', 'append:addendum'),
  ('bridge-manager', 'screener', 'append:adult-in-contact'),
  ('bridge-manager', 'screener', 'append:agency-check-answered'),
  ('bridge-manager', 'screener', 'append:agency-check-asked'),
  ('bridge-manager', 'screener', 'append:background'),
  ('bridge-manager', 'screener', 'append:child-matched'),
  ('bridge-manager', 'screener', 'append:communication-needs'),
  ('bridge-manager', 'screener', 'append:family-told'),
  ('bridge-manager', 'screener', 'append:finding-decision'),
  ('bridge-manager', 'screener', 'append:history-asked'),
  ('bridge-manager', 'screener', 'append:history-received'),
  ('bridge-manager', 'screener', 'append:identifier'),
  ('bridge-manager', 'screener', 'append:involvement-end'),
  ('bridge-manager', 'screener', 'append:lived-elsewhere'),
  ('bridge-manager', 'screener', 'append:note'),
  ('bridge-manager', 'screener', 'append:other-name'),
  ('bridge-manager', 'screener', 'append:other-professional'),
  ('bridge-manager', 'screener', 'append:referral-acknowledged'),
  ('bridge-manager', 'screener', 'append:referral-decision'),
  ('bridge-manager', 'screener', 'append:referral-feedback'),
  ('bridge-manager', 'screener', 'append:residence-end'),
  ('bridge-manager', 'screener', 'append:support-stage'),
  ('bridge-manager', 'screener', 'episode'),
  ('bridge-manager', 'screener', 'finding'),
  ('bridge-manager', 'screener', 'health'),
  ('bridge-manager', 'screener', 'household'),
  ('bridge-manager', 'screener', 'identity'),
  ('bridge-manager', 'screener', 'involve:agency'),
  ('bridge-manager', 'screener', 'involve:checked'),
  ('bridge-manager', 'screener', 'involve:decided'),
  ('bridge-manager', 'screener', 'involve:manager'),
  ('bridge-manager', 'screener', 'involvement'),
  ('bridge-manager', 'screener', 'override:cumulative-referrals'),
  ('bridge-manager', 'screener', 'override:re-referral-after-closure'),
  ('bridge-manager', 'screener', 'record'),
  ('bridge-manager', 'screener', 'third-party'),
  ('bridge-manager', 'screener', 'whereabouts'),
  ('bridge-screener', 'anyone', 'append:identity'),
  ('bridge-screener', 'anyone', 'append:involvement'),
  ('bridge-screener', 'anyone', 'append:pregnancy'),
  ('bridge-screener', 'anyone', 'append:referral'),
  ('bridge-screener', 'anyone', 'append:referral-told'),
  ('bridge-screener', 'anyone', 'append:relationship'),
  ('bridge-screener', 'anyone', 'append:residence'),
  ('bridge-screener', 'anyone', 'find'),
  ('bridge-screener', 'anyone', 'involve:screener'),
  ('bridge-screener', 'anyone', 'page:GET /'),
  ('bridge-screener', 'anyone', 'page:GET /announcements'),
  ('bridge-screener', 'anyone', 'page:GET /announcements/:announcement'),
  ('bridge-screener', 'anyone', 'page:GET /bridge'),
  ('bridge-screener', 'anyone', 'page:GET /bridge/:matter'),
  ('bridge-screener', 'anyone', 'page:GET /bridge/:matter/children'),
  ('bridge-screener', 'anyone', 'page:GET /bridge/:matter/decided'),
  ('bridge-screener', 'anyone', 'page:GET /checks'),
  ('bridge-screener', 'anyone', 'page:GET /checks/:matter/:asked'),
  ('bridge-screener', 'anyone', 'page:GET /concerns'),
  ('bridge-screener', 'anyone', 'page:GET /concerns/:matter'),
  ('bridge-screener', 'anyone', 'page:GET /concerns/draft/:draft/:list/:at'),
  ('bridge-screener', 'anyone', 'page:GET /concerns/draft/:draft/:page'),
  ('bridge-screener', 'anyone', 'page:GET /concerns/new'),
  ('bridge-screener', 'anyone', 'page:GET /demonstration'),
  ('bridge-screener', 'anyone', 'page:GET /drafts'),
  ('bridge-screener', 'anyone', 'page:GET /help/keys'),
  ('bridge-screener', 'anyone', 'page:GET /learn'),
  ('bridge-screener', 'anyone', 'page:GET /learn/:story'),
  ('bridge-screener', 'anyone', 'page:GET /people/:person'),
  ('bridge-screener', 'anyone', 'page:GET /people/:person/adults'),
  ('bridge-screener', 'anyone', 'page:GET /people/:person/alerts'),
  ('bridge-screener', 'anyone', 'page:GET /people/:person/details'),
  ('bridge-screener', 'anyone', 'page:GET /people/:person/details/:fact'),
  ('bridge-screener', 'anyone', 'page:GET /people/:person/entries/:entry/correct'),
  ('bridge-screener', 'anyone', 'page:GET /people/:person/network'),
  ('bridge-screener', 'anyone', 'page:GET /people/:person/record'),
  ('bridge-screener', 'anyone', 'page:GET /people/:person/stage'),
  ('bridge-screener', 'anyone', 'page:GET /rules'),
  ('bridge-screener', 'anyone', 'page:GET /search'),
  ('bridge-screener', 'anyone', 'page:GET /settings'),
  ('bridge-screener', 'anyone', 'page:GET /whats-new'),
  ('bridge-screener', 'anyone', 'page:POST /announcements/:announcement/acknowledge'),
  ('bridge-screener', 'anyone', 'page:POST /announcements/:announcement/aside'),
  ('bridge-screener', 'anyone', 'page:POST /announcements/passed-on/:notice/aside'),
  ('bridge-screener', 'anyone', 'page:POST /bridge/:matter/acknowledge'),
  ('bridge-screener', 'anyone', 'page:POST /bridge/:matter/checks'),
  ('bridge-screener', 'anyone', 'page:POST /bridge/:matter/children'),
  ('bridge-screener', 'anyone', 'page:POST /bridge/:matter/children/undo'),
  ('bridge-screener', 'anyone', 'page:POST /bridge/:matter/release'),
  ('bridge-screener', 'anyone', 'page:POST /bridge/:matter/take'),
  ('bridge-screener', 'anyone', 'page:POST /checks/:matter/:asked'),
  ('bridge-screener', 'anyone', 'page:POST /concerns/draft/:draft/:list/:at'),
  ('bridge-screener', 'anyone', 'page:POST /concerns/draft/:draft/:list/:at/remove'),
  ('bridge-screener', 'anyone', 'page:POST /concerns/draft/:draft/:page'),
  ('bridge-screener', 'anyone', 'page:POST /concerns/draft/:draft/:page/keep'),
  ('bridge-screener', 'anyone', 'page:POST /concerns/draft/:draft/discard'),
  ('bridge-screener', 'anyone', 'page:POST /concerns/draft/:draft/send'),
  ('bridge-screener', 'anyone', 'page:POST /concerns/new'),
  ('bridge-screener', 'anyone', 'page:POST /drafts/:draft/bring-back'),
  ('bridge-screener', 'anyone', 'page:POST /drafts/:draft/throw-away'),
  ('bridge-screener', 'anyone', 'page:POST /people/:person/details/:fact'),
  ('bridge-screener', 'anyone', 'page:POST /people/:person/entries/:entry/correct'),
  ('bridge-screener', 'anyone', 'page:POST /people/:person/record'),
  ('bridge-screener', 'anyone', 'page:POST /people/:person/record/discard'),
  ('bridge-screener', 'anyone', 'page:POST /people/:person/record/keep'),
  ('bridge-screener', 'anyone', 'page:POST /people/:person/stage'),
  ('bridge-screener', 'anyone', 'page:POST /settings'),
  ('bridge-screener', 'anyone', 'page:POST /whats-new'),
  ('bridge-screener', 'author', 'asked'),
  ('bridge-screener', 'author', 'feedback'),
  ('bridge-screener', 'author', 'health'),
  ('bridge-screener', 'author', 'record'),
  ('bridge-screener', 'author', 'referrer'),
  ('bridge-screener', 'author', 'third-party'),
  ('bridge-screener', 'author', 'whereabouts'),
  ('bridge-screener', 'checked', 'append:agency-check-answered'),
  ('bridge-screener', 'checked', 'asked'),
  ('bridge-screener', 'decided', 'asked'),
  ('bridge-screener', 'decided', 'feedback'),
  ('bridge-screener', 'decided', 'identity'),
  ('bridge-screener', 'decided', 'involvement'),
  ('bridge-screener', 'decided', 'record'),
  ('bridge-screener', 'queue', 'append:agency-check-answered'),
  ('bridge-screener', 'queue', 'append:agency-check-asked'),
  ('bridge-screener', 'queue', 'append:child-matched'),
  ('bridge-screener', 'queue', 'append:family-told'),
  ('bridge-screener', 'queue', 'append:history-asked'),
  ('bridge-screener', 'queue', 'append:history-received'),
  ('bridge-screener', 'queue', 'append:involvement-end'),
  ('bridge-screener', 'queue', 'append:lived-elsewhere'),
  ('bridge-screener', 'queue', 'append:referral-acknowledged'),
  ('bridge-screener', 'queue', 'asked'),
  ('bridge-screener', 'queue', 'finding'),
  ('bridge-screener', 'queue', 'identity'),
  ('bridge-screener', 'queue', 'involve:checked'),
  ('bridge-screener', 'queue', 'involvement'),
  ('bridge-screener', 'queue', 'record'),
  ('bridge-screener', 'queue', 'referrer'),
  ('bridge-screener', 'queue', 'third-party'),
  ('bridge-screener', 'screener', 'append:addendum'),
  ('bridge-screener', 'screener', 'append:adult-in-contact'),
  ('bridge-screener', 'screener', 'append:agency-check-answered'),
  ('bridge-screener', 'screener', 'append:agency-check-asked'),
  ('bridge-screener', 'screener', 'append:background'),
  ('bridge-screener', 'screener', 'append:child-matched'),
  ('bridge-screener', 'screener', 'append:communication-needs'),
  ('bridge-screener', 'screener', 'append:family-told'),
  ('bridge-screener', 'screener', 'append:history-asked'),
  ('bridge-screener', 'screener', 'append:history-received'),
  ('bridge-screener', 'screener', 'append:identifier'),
  ('bridge-screener', 'screener', 'append:involvement-end'),
  ('bridge-screener', 'screener', 'append:lived-elsewhere'),
  ('bridge-screener', 'screener', 'append:note'),
  ('bridge-screener', 'screener', 'append:other-name'),
  ('bridge-screener', 'screener', 'append:other-professional'),
  ('bridge-screener', 'screener', 'append:referral-acknowledged'),
  ('bridge-screener', 'screener', 'append:residence-end'),
  ('bridge-screener', 'screener', 'append:support-stage'),
  ('bridge-screener', 'screener', 'episode'),
  ('bridge-screener', 'screener', 'finding'),
  ('bridge-screener', 'screener', 'household'),
  ('bridge-screener', 'screener', 'identity'),
  ('bridge-screener', 'screener', 'involve:checked'),
  ('bridge-screener', 'screener', 'involvement'),
  ('bridge-screener', 'screener', 'record'),
  ('bridge-social-worker', 'anyone', 'append:identity'),
  ('bridge-social-worker', 'anyone', 'append:involvement'),
  ('bridge-social-worker', 'anyone', 'append:pregnancy'),
  ('bridge-social-worker', 'anyone', 'append:referral'),
  ('bridge-social-worker', 'anyone', 'append:referral-told'),
  ('bridge-social-worker', 'anyone', 'append:relationship'),
  ('bridge-social-worker', 'anyone', 'append:residence'),
  ('bridge-social-worker', 'anyone', 'find'),
  ('bridge-social-worker', 'anyone', 'involve:screener'),
  ('bridge-social-worker', 'anyone', 'page:GET /'),
  ('bridge-social-worker', 'anyone', 'page:GET /announcements'),
  ('bridge-social-worker', 'anyone', 'page:GET /announcements/:announcement'),
  ('bridge-social-worker', 'anyone', 'page:GET /bridge'),
  ('bridge-social-worker', 'anyone', 'page:GET /bridge/:matter'),
  ('bridge-social-worker', 'anyone', 'page:GET /bridge/:matter/children'),
  ('bridge-social-worker', 'anyone', 'page:GET /bridge/:matter/decided'),
  ('bridge-social-worker', 'anyone', 'page:GET /checks'),
  ('bridge-social-worker', 'anyone', 'page:GET /checks/:matter/:asked'),
  ('bridge-social-worker', 'anyone', 'page:GET /concerns'),
  ('bridge-social-worker', 'anyone', 'page:GET /concerns/:matter'),
  ('bridge-social-worker', 'anyone', 'page:GET /concerns/draft/:draft/:list/:at'),
  ('bridge-social-worker', 'anyone', 'page:GET /concerns/draft/:draft/:page'),
  ('bridge-social-worker', 'anyone', 'page:GET /concerns/new'),
  ('bridge-social-worker', 'anyone', 'page:GET /demonstration'),
  ('bridge-social-worker', 'anyone', 'page:GET /drafts'),
  ('bridge-social-worker', 'anyone', 'page:GET /help/keys'),
  ('bridge-social-worker', 'anyone', 'page:GET /learn'),
  ('bridge-social-worker', 'anyone', 'page:GET /learn/:story'),
  ('bridge-social-worker', 'anyone', 'page:GET /people/:person'),
  ('bridge-social-worker', 'anyone', 'page:GET /people/:person/adults'),
  ('bridge-social-worker', 'anyone', 'page:GET /people/:person/alerts'),
  ('bridge-social-worker', 'anyone', 'page:GET /people/:person/details'),
  ('bridge-social-worker', 'anyone', 'page:GET /people/:person/details/:fact'),
  ('bridge-social-worker', 'anyone', 'page:GET /people/:person/entries/:entry/correct'),
  ('bridge-social-worker', 'anyone', 'page:GET /people/:person/network'),
  ('bridge-social-worker', 'anyone', 'page:GET /people/:person/record'),
  ('bridge-social-worker', 'anyone', 'page:GET /people/:person/stage'),
  ('bridge-social-worker', 'anyone', 'page:GET /rules'),
  ('bridge-social-worker', 'anyone', 'page:GET /search'),
  ('bridge-social-worker', 'anyone', 'page:GET /settings'),
  ('bridge-social-worker', 'anyone', 'page:GET /whats-new'),
  ('bridge-social-worker', 'anyone', 'page:POST /announcements/:announcement/acknowledge'),
  ('bridge-social-worker', 'anyone', 'page:POST /announcements/:announcement/aside'),
  ('bridge-social-worker', 'anyone', 'page:POST /announcements/passed-on/:notice/aside'),
  ('bridge-social-worker', 'anyone', 'page:POST /bridge/:matter/acknowledge'),
  ('bridge-social-worker', 'anyone', 'page:POST /bridge/:matter/checks'),
  ('bridge-social-worker', 'anyone', 'page:POST /bridge/:matter/children'),
  ('bridge-social-worker', 'anyone', 'page:POST /bridge/:matter/children/undo'),
  ('bridge-social-worker', 'anyone', 'page:POST /bridge/:matter/release'),
  ('bridge-social-worker', 'anyone', 'page:POST /bridge/:matter/take'),
  ('bridge-social-worker', 'anyone', 'page:POST /checks/:matter/:asked'),
  ('bridge-social-worker', 'anyone', 'page:POST /concerns/draft/:draft/:list/:at'),
  ('bridge-social-worker', 'anyone', 'page:POST /concerns/draft/:draft/:list/:at/remove'),
  ('bridge-social-worker', 'anyone', 'page:POST /concerns/draft/:draft/:page'),
  ('bridge-social-worker', 'anyone', 'page:POST /concerns/draft/:draft/:page/keep'),
  ('bridge-social-worker', 'anyone', 'page:POST /concerns/draft/:draft/discard'),
  ('bridge-social-worker', 'anyone', 'page:POST /concerns/draft/:draft/send'),
  ('bridge-social-worker', 'anyone', 'page:POST /concerns/new'),
  ('bridge-social-worker', 'anyone', 'page:POST /drafts/:draft/bring-back'),
  ('bridge-social-worker', 'anyone', 'page:POST /drafts/:draft/throw-away'),
  ('bridge-social-worker', 'anyone', 'page:POST /people/:person/details/:fact'),
  ('bridge-social-worker', 'anyone', 'page:POST /people/:person/entries/:entry/correct'),
  ('bridge-social-worker', 'anyone', 'page:POST /people/:person/record'),
  ('bridge-social-worker', 'anyone', 'page:POST /people/:person/record/discard'),
  ('bridge-social-worker', 'anyone', 'page:POST /people/:person/record/keep'),
  ('bridge-social-worker', 'anyone', 'page:POST /people/:person/stage'),
  ('bridge-social-worker', 'anyone', 'page:POST /settings'),
  ('bridge-social-worker', 'anyone', 'page:POST /whats-new'),
  ('bridge-social-worker', 'author', 'asked'),
  ('bridge-social-worker', 'author', 'feedback'),
  ('bridge-social-worker', 'author', 'health'),
  ('bridge-social-worker', 'author', 'record'),
  ('bridge-social-worker', 'author', 'referrer'),
  ('bridge-social-worker', 'author', 'third-party'),
  ('bridge-social-worker', 'author', 'whereabouts'),
  ('bridge-social-worker', 'decided', 'asked'),
  ('bridge-social-worker', 'decided', 'feedback'),
  ('bridge-social-worker', 'decided', 'identity'),
  ('bridge-social-worker', 'decided', 'involvement'),
  ('bridge-social-worker', 'decided', 'record'),
  ('bridge-social-worker', 'queue', 'append:agency-check-answered'),
  ('bridge-social-worker', 'queue', 'append:agency-check-asked'),
  ('bridge-social-worker', 'queue', 'append:child-matched'),
  ('bridge-social-worker', 'queue', 'append:family-told'),
  ('bridge-social-worker', 'queue', 'append:history-asked'),
  ('bridge-social-worker', 'queue', 'append:history-received'),
  ('bridge-social-worker', 'queue', 'append:involvement-end'),
  ('bridge-social-worker', 'queue', 'append:lived-elsewhere'),
  ('bridge-social-worker', 'queue', 'append:referral-acknowledged'),
  ('bridge-social-worker', 'queue', 'asked'),
  ('bridge-social-worker', 'queue', 'finding'),
  ('bridge-social-worker', 'queue', 'health'),
  ('bridge-social-worker', 'queue', 'identity'),
  ('bridge-social-worker', 'queue', 'involve:checked'),
  ('bridge-social-worker', 'queue', 'involvement'),
  ('bridge-social-worker', 'queue', 'record'),
  ('bridge-social-worker', 'queue', 'referrer'),
  ('bridge-social-worker', 'queue', 'third-party'),
  ('bridge-social-worker', 'queue', 'whereabouts'),
  ('bridge-social-worker', 'screener', 'append:addendum'),
  ('bridge-social-worker', 'screener', 'append:adult-in-contact'),
  ('bridge-social-worker', 'screener', 'append:agency-check-answered'),
  ('bridge-social-worker', 'screener', 'append:agency-check-asked'),
  ('bridge-social-worker', 'screener', 'append:background'),
  ('bridge-social-worker', 'screener', 'append:child-matched'),
  ('bridge-social-worker', 'screener', 'append:communication-needs'),
  ('bridge-social-worker', 'screener', 'append:family-told'),
  ('bridge-social-worker', 'screener', 'append:history-asked'),
  ('bridge-social-worker', 'screener', 'append:history-received'),
  ('bridge-social-worker', 'screener', 'append:identifier'),
  ('bridge-social-worker', 'screener', 'append:involvement-end'),
  ('bridge-social-worker', 'screener', 'append:lived-elsewhere'),
  ('bridge-social-worker', 'screener', 'append:note'),
  ('bridge-social-worker', 'screener', 'append:other-name'),
  ('bridge-social-worker', 'screener', 'append:other-professional'),
  ('bridge-social-worker', 'screener', 'append:referral-acknowledged'),
  ('bridge-social-worker', 'screener', 'append:residence-end'),
  ('bridge-social-worker', 'screener', 'append:support-stage'),
  ('bridge-social-worker', 'screener', 'episode'),
  ('bridge-social-worker', 'screener', 'finding'),
  ('bridge-social-worker', 'screener', 'health'),
  ('bridge-social-worker', 'screener', 'household'),
  ('bridge-social-worker', 'screener', 'identity'),
  ('bridge-social-worker', 'screener', 'involve:checked'),
  ('bridge-social-worker', 'screener', 'involvement'),
  ('bridge-social-worker', 'screener', 'record'),
  ('bridge-social-worker', 'screener', 'third-party'),
  ('bridge-social-worker', 'screener', 'whereabouts'),
  ('conference-chair', 'anyone', 'append:referral-told'),
  ('conference-chair', 'anyone', 'page:GET /'),
  ('conference-chair', 'anyone', 'page:GET /announcements'),
  ('conference-chair', 'anyone', 'page:GET /announcements/:announcement'),
  ('conference-chair', 'anyone', 'page:GET /concerns'),
  ('conference-chair', 'anyone', 'page:GET /concerns/:matter'),
  ('conference-chair', 'anyone', 'page:GET /concerns/draft/:draft/:list/:at'),
  ('conference-chair', 'anyone', 'page:GET /concerns/draft/:draft/:page'),
  ('conference-chair', 'anyone', 'page:GET /concerns/new'),
  ('conference-chair', 'anyone', 'page:GET /demonstration'),
  ('conference-chair', 'anyone', 'page:GET /drafts'),
  ('conference-chair', 'anyone', 'page:GET /help/keys'),
  ('conference-chair', 'anyone', 'page:GET /learn'),
  ('conference-chair', 'anyone', 'page:GET /learn/:story'),
  ('conference-chair', 'anyone', 'page:GET /people/:person'),
  ('conference-chair', 'anyone', 'page:GET /people/:person/adults'),
  ('conference-chair', 'anyone', 'page:GET /people/:person/alerts'),
  ('conference-chair', 'anyone', 'page:GET /people/:person/details'),
  ('conference-chair', 'anyone', 'page:GET /people/:person/entries/:entry/correct'),
  ('conference-chair', 'anyone', 'page:GET /people/:person/network'),
  ('conference-chair', 'anyone', 'page:GET /people/:person/record'),
  ('conference-chair', 'anyone', 'page:GET /people/:person/stage'),
  ('conference-chair', 'anyone', 'page:GET /rules'),
  ('conference-chair', 'anyone', 'page:GET /search'),
  ('conference-chair', 'anyone', 'page:GET /settings'),
  ('conference-chair', 'anyone', 'page:GET /whats-new'),
  ('conference-chair', 'anyone', 'page:POST /announcements/:announcement/acknowledge'),
  ('conference-chair', 'anyone', 'page:POST /announcements/:announcement/aside'),
  ('conference-chair', 'anyone', 'page:POST /announcements/passed-on/:notice/aside'),
  ('conference-chair', 'anyone', 'page:POST /concerns/draft/:draft/:list/:at'),
  ('conference-chair', 'anyone', 'page:POST /concerns/draft/:draft/:list/:at/remove'),
  ('conference-chair', 'anyone', 'page:POST /concerns/draft/:draft/:page'),
  ('conference-chair', 'anyone', 'page:POST /concerns/draft/:draft/:page/keep'),
  ('conference-chair', 'anyone', 'page:POST /concerns/draft/:draft/discard'),
  ('conference-chair', 'anyone', 'page:POST /concerns/draft/:draft/send'),
  ('conference-chair', 'anyone', 'page:POST /concerns/new'),
  ('conference-chair', 'anyone', 'page:POST /drafts/:draft/bring-back'),
  ('conference-chair', 'anyone', 'page:POST /drafts/:draft/throw-away'),
  ('conference-chair', 'anyone', 'page:POST /people/:person/entries/:entry/correct'),
  ('conference-chair', 'anyone', 'page:POST /people/:person/record'),
  ('conference-chair', 'anyone', 'page:POST /people/:person/record/discard'),
  ('conference-chair', 'anyone', 'page:POST /people/:person/record/keep'),
  ('conference-chair', 'anyone', 'page:POST /people/:person/stage'),
  ('conference-chair', 'anyone', 'page:POST /settings'),
  ('conference-chair', 'anyone', 'page:POST /whats-new'),
  ('conference-chair', 'author', 'asked'),
  ('conference-chair', 'author', 'feedback'),
  ('conference-chair', 'author', 'health'),
  ('conference-chair', 'author', 'record'),
  ('conference-chair', 'author', 'referrer'),
  ('conference-chair', 'author', 'third-party'),
  ('conference-chair', 'author', 'whereabouts'),
  ('conference-chair', 'beginner', 'append:involvement'),
  ('conference-chair', 'chair', 'append:addendum'),
  ('conference-chair', 'chair', 'append:conference'),
  ('conference-chair', 'chair', 'append:finding-decision'),
  ('conference-chair', 'chair', 'append:note'),
  ('conference-chair', 'chair', 'append:plan-end'),
  ('conference-chair', 'chair', 'append:support-stage'),
  ('conference-chair', 'chair', 'episode'),
  ('conference-chair', 'chair', 'find'),
  ('conference-chair', 'chair', 'finding'),
  ('conference-chair', 'chair', 'health'),
  ('conference-chair', 'chair', 'household'),
  ('conference-chair', 'chair', 'identity'),
  ('conference-chair', 'chair', 'involvement'),
  ('conference-chair', 'chair', 'legal'),
  ('conference-chair', 'chair', 'record'),
  ('conference-chair', 'chair', 'third-party'),
  ('conference-chair', 'chair', 'whereabouts'),
  ('conference-chair', 'co-worker', 'append:addendum'),
  ('conference-chair', 'co-worker', 'append:finding-decision'),
  ('conference-chair', 'co-worker', 'append:note'),
  ('conference-chair', 'lead', 'append:addendum'),
  ('conference-chair', 'lead', 'append:finding-decision'),
  ('conference-chair', 'lead', 'append:note'),
  ('conference-chair', 'lead', 'append:support-stage'),
  ('conference-chair', 'manager', 'append:addendum'),
  ('conference-chair', 'manager', 'append:finding-decision'),
  ('conference-chair', 'manager', 'append:note'),
  ('conference-chair', 'manager', 'append:support-stage'),
  ('early-help-practitioner', 'agency', 'append:addendum'),
  ('early-help-practitioner', 'agency', 'append:note'),
  ('early-help-practitioner', 'agency', 'append:stage-proposed'),
  ('early-help-practitioner', 'agency', 'episode'),
  ('early-help-practitioner', 'agency', 'finding-told'),
  ('early-help-practitioner', 'agency', 'household'),
  ('early-help-practitioner', 'agency', 'identity'),
  ('early-help-practitioner', 'agency', 'involvement'),
  ('early-help-practitioner', 'agency', 'own'),
  ('early-help-practitioner', 'agency', 'record'),
  ('early-help-practitioner', 'anyone', 'append:referral-told'),
  ('early-help-practitioner', 'anyone', 'page:GET /'),
  ('early-help-practitioner', 'anyone', 'page:GET /announcements'),
  ('early-help-practitioner', 'anyone', 'page:GET /announcements/:announcement'),
  ('early-help-practitioner', 'anyone', 'page:GET /checks'),
  ('early-help-practitioner', 'anyone', 'page:GET /checks/:matter/:asked'),
  ('early-help-practitioner', 'anyone', 'page:GET /concerns'),
  ('early-help-practitioner', 'anyone', 'page:GET /concerns/:matter'),
  ('early-help-practitioner', 'anyone', 'page:GET /concerns/draft/:draft/:list/:at'),
  ('early-help-practitioner', 'anyone', 'page:GET /concerns/draft/:draft/:page'),
  ('early-help-practitioner', 'anyone', 'page:GET /concerns/new'),
  ('early-help-practitioner', 'anyone', 'page:GET /demonstration'),
  ('early-help-practitioner', 'anyone', 'page:GET /drafts'),
  ('early-help-practitioner', 'anyone', 'page:GET /help/keys'),
  ('early-help-practitioner', 'anyone', 'page:GET /learn'),
  ('early-help-practitioner', 'anyone', 'page:GET /learn/:story'),
  ('early-help-practitioner', 'anyone', 'page:GET /people/:person'),
  ('early-help-practitioner', 'anyone', 'page:GET /people/:person/adults'),
  ('early-help-practitioner', 'anyone', 'page:GET /people/:person/alerts'),
  ('early-help-practitioner', 'anyone', 'page:GET /people/:person/details'),
  ('early-help-practitioner', 'anyone', 'page:GET /people/:person/entries/:entry/correct'),
  ('early-help-practitioner', 'anyone', 'page:GET /people/:person/network'),
  ('early-help-practitioner', 'anyone', 'page:GET /people/:person/record'),
  ('early-help-practitioner', 'anyone', 'page:GET /people/:person/stage'),
  ('early-help-practitioner', 'anyone', 'page:GET /rules'),
  ('early-help-practitioner', 'anyone', 'page:GET /settings'),
  ('early-help-practitioner', 'anyone', 'page:GET /whats-new'),
  ('early-help-practitioner', 'anyone', 'page:POST /announcements/:announcement/acknowledge'),
  ('early-help-practitioner', 'anyone', 'page:POST /announcements/:announcement/aside'),
  ('early-help-practitioner', 'anyone', 'page:POST /announcements/passed-on/:notice/aside'),
  ('early-help-practitioner', 'anyone', 'page:POST /checks/:matter/:asked'),
  ('early-help-practitioner', 'anyone', 'page:POST /concerns/draft/:draft/:list/:at'),
  ('early-help-practitioner', 'anyone', 'page:POST /concerns/draft/:draft/:list/:at/remove'),
  ('early-help-practitioner', 'anyone', 'page:POST /concerns/draft/:draft/:page'),
  ('early-help-practitioner', 'anyone', 'page:POST /concerns/draft/:draft/:page/keep'),
  ('early-help-practitioner', 'anyone', 'page:POST /concerns/draft/:draft/discard'),
  ('early-help-practitioner', 'anyone', 'page:POST /concerns/draft/:draft/send'),
  ('early-help-practitioner', 'anyone', 'page:POST /concerns/new'),
  ('early-help-practitioner', 'anyone', 'page:POST /drafts/:draft/bring-back'),
  ('early-help-practitioner', 'anyone', 'page:POST /drafts/:draft/throw-away'),
  ('early-help-practitioner', 'anyone', 'page:POST /people/:person/entries/:entry/correct'),
  ('early-help-practitioner', 'anyone', 'page:POST /people/:person/record'),
  ('early-help-practitioner', 'anyone', 'page:POST /people/:person/record/discard'),
  ('early-help-practitioner', 'anyone', 'page:POST /people/:person/record/keep'),
  ('early-help-practitioner', 'anyone', 'page:POST /people/:person/stage'),
  ('early-help-practitioner', 'anyone', 'page:POST /settings'),
  ('early-help-practitioner', 'anyone', 'page:POST /whats-new'),
  ('early-help-practitioner', 'author', 'asked'),
  ('early-help-practitioner', 'author', 'feedback'),
  ('early-help-practitioner', 'author', 'health'),
  ('early-help-practitioner', 'author', 'record'),
  ('early-help-practitioner', 'author', 'referrer'),
  ('early-help-practitioner', 'author', 'third-party'),
  ('early-help-practitioner', 'author', 'whereabouts'),
  ('early-help-practitioner', 'beginner', 'append:involvement'),
  ('early-help-practitioner', 'checked', 'append:agency-check-answered'),
  ('early-help-practitioner', 'checked', 'asked'),
  ('early-help-practitioner', 'checked', 'finding-told'),
  ('early-help-practitioner', 'checked', 'own'),
  ('early-help-practitioner', 'core-group', 'append:addendum'),
  ('early-help-practitioner', 'core-group', 'append:note'),
  ('early-help-practitioner', 'core-group', 'append:stage-proposed'),
  ('early-help-practitioner', 'core-group', 'episode'),
  ('early-help-practitioner', 'core-group', 'finding-told'),
  ('early-help-practitioner', 'core-group', 'household'),
  ('early-help-practitioner', 'core-group', 'identity'),
  ('early-help-practitioner', 'core-group', 'involvement'),
  ('early-help-practitioner', 'core-group', 'own'),
  ('early-help-practitioner', 'core-group', 'record'),
  ('early-help-practitioner', 'referrer', 'feedback'),
  ('early-help-practitioner', 'referrer', 'finding-told'),
  ('early-help-practitioner', 'referrer', 'own'),
  ('emergency-duty-worker', 'anyone', 'append:identity'),
  ('emergency-duty-worker', 'anyone', 'append:pregnancy'),
  ('emergency-duty-worker', 'anyone', 'append:referral'),
  ('emergency-duty-worker', 'anyone', 'append:referral-told'),
  ('emergency-duty-worker', 'anyone', 'append:relationship'),
  ('emergency-duty-worker', 'anyone', 'append:residence'),
  ('emergency-duty-worker', 'anyone', 'find'),
  ('emergency-duty-worker', 'anyone', 'page:GET /'),
  ('emergency-duty-worker', 'anyone', 'page:GET /announcements'),
  ('emergency-duty-worker', 'anyone', 'page:GET /announcements/:announcement'),
  ('emergency-duty-worker', 'anyone', 'page:GET /concerns'),
  ('emergency-duty-worker', 'anyone', 'page:GET /concerns/:matter'),
  ('emergency-duty-worker', 'anyone', 'page:GET /concerns/draft/:draft/:list/:at'),
  ('emergency-duty-worker', 'anyone', 'page:GET /concerns/draft/:draft/:page'),
  ('emergency-duty-worker', 'anyone', 'page:GET /concerns/new'),
  ('emergency-duty-worker', 'anyone', 'page:GET /demonstration'),
  ('emergency-duty-worker', 'anyone', 'page:GET /drafts'),
  ('emergency-duty-worker', 'anyone', 'page:GET /help/keys'),
  ('emergency-duty-worker', 'anyone', 'page:GET /learn'),
  ('emergency-duty-worker', 'anyone', 'page:GET /learn/:story'),
  ('emergency-duty-worker', 'anyone', 'page:GET /people/:person'),
  ('emergency-duty-worker', 'anyone', 'page:GET /people/:person/adults'),
  ('emergency-duty-worker', 'anyone', 'page:GET /people/:person/alerts'),
  ('emergency-duty-worker', 'anyone', 'page:GET /people/:person/details'),
  ('emergency-duty-worker', 'anyone', 'page:GET /people/:person/details/:fact'),
  ('emergency-duty-worker', 'anyone', 'page:GET /people/:person/entries/:entry/correct'),
  ('emergency-duty-worker', 'anyone', 'page:GET /people/:person/network'),
  ('emergency-duty-worker', 'anyone', 'page:GET /people/:person/record'),
  ('emergency-duty-worker', 'anyone', 'page:GET /people/:person/stage'),
  ('emergency-duty-worker', 'anyone', 'page:GET /rules'),
  ('emergency-duty-worker', 'anyone', 'page:GET /search'),
  ('emergency-duty-worker', 'anyone', 'page:GET /settings'),
  ('emergency-duty-worker', 'anyone', 'page:GET /whats-new'),
  ('emergency-duty-worker', 'anyone', 'page:POST /announcements/:announcement/acknowledge'),
  ('emergency-duty-worker', 'anyone', 'page:POST /announcements/:announcement/aside'),
  ('emergency-duty-worker', 'anyone', 'page:POST /announcements/passed-on/:notice/aside'),
  ('emergency-duty-worker', 'anyone', 'page:POST /concerns/draft/:draft/:list/:at'),
  ('emergency-duty-worker', 'anyone', 'page:POST /concerns/draft/:draft/:list/:at/remove'),
  ('emergency-duty-worker', 'anyone', 'page:POST /concerns/draft/:draft/:page'),
  ('emergency-duty-worker', 'anyone', 'page:POST /concerns/draft/:draft/:page/keep'),
  ('emergency-duty-worker', 'anyone', 'page:POST /concerns/draft/:draft/discard'),
  ('emergency-duty-worker', 'anyone', 'page:POST /concerns/draft/:draft/send'),
  ('emergency-duty-worker', 'anyone', 'page:POST /concerns/new'),
  ('emergency-duty-worker', 'anyone', 'page:POST /drafts/:draft/bring-back'),
  ('emergency-duty-worker', 'anyone', 'page:POST /drafts/:draft/throw-away'),
  ('emergency-duty-worker', 'anyone', 'page:POST /people/:person/details/:fact'),
  ('emergency-duty-worker', 'anyone', 'page:POST /people/:person/entries/:entry/correct'),
  ('emergency-duty-worker', 'anyone', 'page:POST /people/:person/record'),
  ('emergency-duty-worker', 'anyone', 'page:POST /people/:person/record/discard'),
  ('emergency-duty-worker', 'anyone', 'page:POST /people/:person/record/keep'),
  ('emergency-duty-worker', 'anyone', 'page:POST /people/:person/stage'),
  ('emergency-duty-worker', 'anyone', 'page:POST /settings'),
  ('emergency-duty-worker', 'anyone', 'page:POST /whats-new'),
  ('emergency-duty-worker', 'author', 'asked'),
  ('emergency-duty-worker', 'author', 'feedback'),
  ('emergency-duty-worker', 'author', 'health'),
  ('emergency-duty-worker', 'author', 'record'),
  ('emergency-duty-worker', 'author', 'referrer'),
  ('emergency-duty-worker', 'author', 'third-party'),
  ('emergency-duty-worker', 'author', 'whereabouts'),
  ('emergency-duty-worker', 'beginner', 'append:involvement'),
  ('emergency-duty-worker', 'duty', 'append:addendum'),
  ('emergency-duty-worker', 'duty', 'append:adult-in-contact'),
  ('emergency-duty-worker', 'duty', 'append:communication-needs'),
  ('emergency-duty-worker', 'duty', 'append:duty-handover'),
  ('emergency-duty-worker', 'duty', 'append:finding-decision'),
  ('emergency-duty-worker', 'duty', 'append:identifier'),
  ('emergency-duty-worker', 'duty', 'append:note'),
  ('emergency-duty-worker', 'duty', 'append:other-name'),
  ('emergency-duty-worker', 'duty', 'append:other-professional'),
  ('emergency-duty-worker', 'duty', 'append:residence-end'),
  ('emergency-duty-worker', 'duty', 'append:stage-proposed'),
  ('emergency-duty-worker', 'duty', 'episode'),
  ('emergency-duty-worker', 'duty', 'finding'),
  ('emergency-duty-worker', 'duty', 'household'),
  ('emergency-duty-worker', 'duty', 'identity'),
  ('emergency-duty-worker', 'duty', 'involvement'),
  ('emergency-duty-worker', 'duty', 'record'),
  ('emergency-duty-worker', 'duty', 'whereabouts'),
  ('health-practitioner', 'agency', 'append:addendum'),
  ('health-practitioner', 'agency', 'append:note'),
  ('health-practitioner', 'agency', 'append:stage-proposed'),
  ('health-practitioner', 'agency', 'episode'),
  ('health-practitioner', 'agency', 'finding-told'),
  ('health-practitioner', 'agency', 'health'),
  ('health-practitioner', 'agency', 'household'),
  ('health-practitioner', 'agency', 'identity'),
  ('health-practitioner', 'agency', 'involvement'),
  ('health-practitioner', 'agency', 'own'),
  ('health-practitioner', 'agency', 'record'),
  ('health-practitioner', 'agency', 'whereabouts'),
  ('health-practitioner', 'anyone', 'append:referral-told'),
  ('health-practitioner', 'anyone', 'page:GET /'),
  ('health-practitioner', 'anyone', 'page:GET /announcements'),
  ('health-practitioner', 'anyone', 'page:GET /announcements/:announcement'),
  ('health-practitioner', 'anyone', 'page:GET /checks'),
  ('health-practitioner', 'anyone', 'page:GET /checks/:matter/:asked'),
  ('health-practitioner', 'anyone', 'page:GET /concerns'),
  ('health-practitioner', 'anyone', 'page:GET /concerns/:matter'),
  ('health-practitioner', 'anyone', 'page:GET /concerns/draft/:draft/:list/:at'),
  ('health-practitioner', 'anyone', 'page:GET /concerns/draft/:draft/:page'),
  ('health-practitioner', 'anyone', 'page:GET /concerns/new'),
  ('health-practitioner', 'anyone', 'page:GET /demonstration'),
  ('health-practitioner', 'anyone', 'page:GET /drafts'),
  ('health-practitioner', 'anyone', 'page:GET /help/keys'),
  ('health-practitioner', 'anyone', 'page:GET /learn'),
  ('health-practitioner', 'anyone', 'page:GET /learn/:story'),
  ('health-practitioner', 'anyone', 'page:GET /people/:person'),
  ('health-practitioner', 'anyone', 'page:GET /people/:person/adults'),
  ('health-practitioner', 'anyone', 'page:GET /people/:person/alerts'),
  ('health-practitioner', 'anyone', 'page:GET /people/:person/details'),
  ('health-practitioner', 'anyone', 'page:GET /people/:person/entries/:entry/correct'),
  ('health-practitioner', 'anyone', 'page:GET /people/:person/network'),
  ('health-practitioner', 'anyone', 'page:GET /people/:person/record'),
  ('health-practitioner', 'anyone', 'page:GET /people/:person/stage'),
  ('health-practitioner', 'anyone', 'page:GET /rules'),
  ('health-practitioner', 'anyone', 'page:GET /settings'),
  ('health-practitioner', 'anyone', 'page:GET /whats-new'),
  ('health-practitioner', 'anyone', 'page:POST /announcements/:announcement/acknowledge'),
  ('health-practitioner', 'anyone', 'page:POST /announcements/:announcement/aside'),
  ('health-practitioner', 'anyone', 'page:POST /announcements/passed-on/:notice/aside'),
  ('health-practitioner', 'anyone', 'page:POST /checks/:matter/:asked'),
  ('health-practitioner', 'anyone', 'page:POST /concerns/draft/:draft/:list/:at'),
  ('health-practitioner', 'anyone', 'page:POST /concerns/draft/:draft/:list/:at/remove'),
  ('health-practitioner', 'anyone', 'page:POST /concerns/draft/:draft/:page'),
  ('health-practitioner', 'anyone', 'page:POST /concerns/draft/:draft/:page/keep'),
  ('health-practitioner', 'anyone', 'page:POST /concerns/draft/:draft/discard'),
  ('health-practitioner', 'anyone', 'page:POST /concerns/draft/:draft/send'),
  ('health-practitioner', 'anyone', 'page:POST /concerns/new'),
  ('health-practitioner', 'anyone', 'page:POST /drafts/:draft/bring-back'),
  ('health-practitioner', 'anyone', 'page:POST /drafts/:draft/throw-away'),
  ('health-practitioner', 'anyone', 'page:POST /people/:person/entries/:entry/correct'),
  ('health-practitioner', 'anyone', 'page:POST /people/:person/record'),
  ('health-practitioner', 'anyone', 'page:POST /people/:person/record/discard'),
  ('health-practitioner', 'anyone', 'page:POST /people/:person/record/keep'),
  ('health-practitioner', 'anyone', 'page:POST /people/:person/stage'),
  ('health-practitioner', 'anyone', 'page:POST /settings'),
  ('health-practitioner', 'anyone', 'page:POST /whats-new'),
  ('health-practitioner', 'author', 'asked'),
  ('health-practitioner', 'author', 'feedback'),
  ('health-practitioner', 'author', 'health'),
  ('health-practitioner', 'author', 'record'),
  ('health-practitioner', 'author', 'referrer'),
  ('health-practitioner', 'author', 'third-party'),
  ('health-practitioner', 'author', 'whereabouts'),
  ('health-practitioner', 'beginner', 'append:involvement'),
  ('health-practitioner', 'checked', 'append:agency-check-answered'),
  ('health-practitioner', 'checked', 'asked'),
  ('health-practitioner', 'checked', 'finding-told'),
  ('health-practitioner', 'checked', 'own'),
  ('health-practitioner', 'core-group', 'append:addendum'),
  ('health-practitioner', 'core-group', 'append:note'),
  ('health-practitioner', 'core-group', 'append:stage-proposed'),
  ('health-practitioner', 'core-group', 'episode'),
  ('health-practitioner', 'core-group', 'finding-told'),
  ('health-practitioner', 'core-group', 'health'),
  ('health-practitioner', 'core-group', 'household'),
  ('health-practitioner', 'core-group', 'identity'),
  ('health-practitioner', 'core-group', 'involvement'),
  ('health-practitioner', 'core-group', 'own'),
  ('health-practitioner', 'core-group', 'record'),
  ('health-practitioner', 'core-group', 'whereabouts'),
  ('health-practitioner', 'referrer', 'feedback'),
  ('health-practitioner', 'referrer', 'finding-told'),
  ('health-practitioner', 'referrer', 'own'),
  ('member-of-the-public', 'anyone', 'append:referral-told'),
  ('member-of-the-public', 'beginner', 'append:involvement'),
  ('police-officer', 'agency', 'append:addendum'),
  ('police-officer', 'agency', 'append:note'),
  ('police-officer', 'agency', 'append:stage-proposed'),
  ('police-officer', 'agency', 'episode'),
  ('police-officer', 'agency', 'finding-told'),
  ('police-officer', 'agency', 'household'),
  ('police-officer', 'agency', 'identity'),
  ('police-officer', 'agency', 'involvement'),
  ('police-officer', 'agency', 'own'),
  ('police-officer', 'agency', 'record'),
  ('police-officer', 'agency', 'whereabouts'),
  ('police-officer', 'anyone', 'append:referral-told'),
  ('police-officer', 'anyone', 'page:GET /'),
  ('police-officer', 'anyone', 'page:GET /announcements'),
  ('police-officer', 'anyone', 'page:GET /announcements/:announcement'),
  ('police-officer', 'anyone', 'page:GET /checks'),
  ('police-officer', 'anyone', 'page:GET /checks/:matter/:asked'),
  ('police-officer', 'anyone', 'page:GET /concerns'),
  ('police-officer', 'anyone', 'page:GET /concerns/:matter'),
  ('police-officer', 'anyone', 'page:GET /concerns/draft/:draft/:list/:at'),
  ('police-officer', 'anyone', 'page:GET /concerns/draft/:draft/:page'),
  ('police-officer', 'anyone', 'page:GET /concerns/new'),
  ('police-officer', 'anyone', 'page:GET /demonstration'),
  ('police-officer', 'anyone', 'page:GET /drafts'),
  ('police-officer', 'anyone', 'page:GET /help/keys'),
  ('police-officer', 'anyone', 'page:GET /learn'),
  ('police-officer', 'anyone', 'page:GET /learn/:story'),
  ('police-officer', 'anyone', 'page:GET /people/:person'),
  ('police-officer', 'anyone', 'page:GET /people/:person/adults'),
  ('police-officer', 'anyone', 'page:GET /people/:person/alerts'),
  ('police-officer', 'anyone', 'page:GET /people/:person/details'),
  ('police-officer', 'anyone', 'page:GET /people/:person/entries/:entry/correct'),
  ('police-officer', 'anyone', 'page:GET /people/:person/network'),
  ('police-officer', 'anyone', 'page:GET /people/:person/record'),
  ('police-officer', 'anyone', 'page:GET /people/:person/stage'),
  ('police-officer', 'anyone', 'page:GET /rules'),
  ('police-officer', 'anyone', 'page:GET /settings'),
  ('police-officer', 'anyone', 'page:GET /whats-new'),
  ('police-officer', 'anyone', 'page:POST /announcements/:announcement/acknowledge'),
  ('police-officer', 'anyone', 'page:POST /announcements/:announcement/aside'),
  ('police-officer', 'anyone', 'page:POST /announcements/passed-on/:notice/aside'),
  ('police-officer', 'anyone', 'page:POST /checks/:matter/:asked'),
  ('police-officer', 'anyone', 'page:POST /concerns/draft/:draft/:list/:at'),
  ('police-officer', 'anyone', 'page:POST /concerns/draft/:draft/:list/:at/remove'),
  ('police-officer', 'anyone', 'page:POST /concerns/draft/:draft/:page'),
  ('police-officer', 'anyone', 'page:POST /concerns/draft/:draft/:page/keep'),
  ('police-officer', 'anyone', 'page:POST /concerns/draft/:draft/discard'),
  ('police-officer', 'anyone', 'page:POST /concerns/draft/:draft/send'),
  ('police-officer', 'anyone', 'page:POST /concerns/new'),
  ('police-officer', 'anyone', 'page:POST /drafts/:draft/bring-back'),
  ('police-officer', 'anyone', 'page:POST /drafts/:draft/throw-away'),
  ('police-officer', 'anyone', 'page:POST /people/:person/entries/:entry/correct'),
  ('police-officer', 'anyone', 'page:POST /people/:person/record'),
  ('police-officer', 'anyone', 'page:POST /people/:person/record/discard'),
  ('police-officer', 'anyone', 'page:POST /people/:person/record/keep'),
  ('police-officer', 'anyone', 'page:POST /people/:person/stage'),
  ('police-officer', 'anyone', 'page:POST /settings'),
  ('police-officer', 'anyone', 'page:POST /whats-new'),
  ('police-officer', 'author', 'asked'),
  ('police-officer', 'author', 'feedback'),
  ('police-officer', 'author', 'health'),
  ('police-officer', 'author', 'police'),
  ('police-officer', 'author', 'record'),
  ('police-officer', 'author', 'referrer'),
  ('police-officer', 'author', 'third-party'),
  ('police-officer', 'author', 'whereabouts'),
  ('police-officer', 'beginner', 'append:involvement'),
  ('police-officer', 'checked', 'append:agency-check-answered'),
  ('police-officer', 'checked', 'asked'),
  ('police-officer', 'checked', 'finding-told'),
  ('police-officer', 'checked', 'own'),
  ('police-officer', 'core-group', 'append:addendum'),
  ('police-officer', 'core-group', 'append:note'),
  ('police-officer', 'core-group', 'append:stage-proposed'),
  ('police-officer', 'core-group', 'episode'),
  ('police-officer', 'core-group', 'finding-told'),
  ('police-officer', 'core-group', 'household'),
  ('police-officer', 'core-group', 'identity'),
  ('police-officer', 'core-group', 'involvement'),
  ('police-officer', 'core-group', 'own'),
  ('police-officer', 'core-group', 'record'),
  ('police-officer', 'core-group', 'whereabouts'),
  ('police-officer', 'referrer', 'feedback'),
  ('police-officer', 'referrer', 'finding-told'),
  ('police-officer', 'referrer', 'own'),
  ('school-safeguarding-lead', 'agency', 'append:addendum'),
  ('school-safeguarding-lead', 'agency', 'append:note'),
  ('school-safeguarding-lead', 'agency', 'append:stage-proposed'),
  ('school-safeguarding-lead', 'agency', 'episode'),
  ('school-safeguarding-lead', 'agency', 'finding-told'),
  ('school-safeguarding-lead', 'agency', 'household'),
  ('school-safeguarding-lead', 'agency', 'identity'),
  ('school-safeguarding-lead', 'agency', 'involvement'),
  ('school-safeguarding-lead', 'agency', 'own'),
  ('school-safeguarding-lead', 'agency', 'record'),
  ('school-safeguarding-lead', 'anyone', 'append:referral-told'),
  ('school-safeguarding-lead', 'anyone', 'page:GET /'),
  ('school-safeguarding-lead', 'anyone', 'page:GET /announcements'),
  ('school-safeguarding-lead', 'anyone', 'page:GET /announcements/:announcement'),
  ('school-safeguarding-lead', 'anyone', 'page:GET /checks'),
  ('school-safeguarding-lead', 'anyone', 'page:GET /checks/:matter/:asked'),
  ('school-safeguarding-lead', 'anyone', 'page:GET /concerns'),
  ('school-safeguarding-lead', 'anyone', 'page:GET /concerns/:matter'),
  ('school-safeguarding-lead', 'anyone', 'page:GET /concerns/draft/:draft/:list/:at'),
  ('school-safeguarding-lead', 'anyone', 'page:GET /concerns/draft/:draft/:page'),
  ('school-safeguarding-lead', 'anyone', 'page:GET /concerns/new'),
  ('school-safeguarding-lead', 'anyone', 'page:GET /demonstration'),
  ('school-safeguarding-lead', 'anyone', 'page:GET /drafts'),
  ('school-safeguarding-lead', 'anyone', 'page:GET /help/keys'),
  ('school-safeguarding-lead', 'anyone', 'page:GET /learn'),
  ('school-safeguarding-lead', 'anyone', 'page:GET /learn/:story'),
  ('school-safeguarding-lead', 'anyone', 'page:GET /people/:person'),
  ('school-safeguarding-lead', 'anyone', 'page:GET /people/:person/adults'),
  ('school-safeguarding-lead', 'anyone', 'page:GET /people/:person/alerts'),
  ('school-safeguarding-lead', 'anyone', 'page:GET /people/:person/details'),
  ('school-safeguarding-lead', 'anyone', 'page:GET /people/:person/entries/:entry/correct'),
  ('school-safeguarding-lead', 'anyone', 'page:GET /people/:person/network'),
  ('school-safeguarding-lead', 'anyone', 'page:GET /people/:person/record'),
  ('school-safeguarding-lead', 'anyone', 'page:GET /people/:person/stage'),
  ('school-safeguarding-lead', 'anyone', 'page:GET /rules'),
  ('school-safeguarding-lead', 'anyone', 'page:GET /settings'),
  ('school-safeguarding-lead', 'anyone', 'page:GET /whats-new'),
  ('school-safeguarding-lead', 'anyone', 'page:POST /announcements/:announcement/acknowledge'),
  ('school-safeguarding-lead', 'anyone', 'page:POST /announcements/:announcement/aside'),
  ('school-safeguarding-lead', 'anyone', 'page:POST /announcements/passed-on/:notice/aside'),
  ('school-safeguarding-lead', 'anyone', 'page:POST /checks/:matter/:asked'),
  ('school-safeguarding-lead', 'anyone', 'page:POST /concerns/draft/:draft/:list/:at'),
  ('school-safeguarding-lead', 'anyone', 'page:POST /concerns/draft/:draft/:list/:at/remove'),
  ('school-safeguarding-lead', 'anyone', 'page:POST /concerns/draft/:draft/:page'),
  ('school-safeguarding-lead', 'anyone', 'page:POST /concerns/draft/:draft/:page/keep'),
  ('school-safeguarding-lead', 'anyone', 'page:POST /concerns/draft/:draft/discard'),
  ('school-safeguarding-lead', 'anyone', 'page:POST /concerns/draft/:draft/send'),
  ('school-safeguarding-lead', 'anyone', 'page:POST /concerns/new'),
  ('school-safeguarding-lead', 'anyone', 'page:POST /drafts/:draft/bring-back'),
  ('school-safeguarding-lead', 'anyone', 'page:POST /drafts/:draft/throw-away'),
  ('school-safeguarding-lead', 'anyone', 'page:POST /people/:person/entries/:entry/correct'),
  ('school-safeguarding-lead', 'anyone', 'page:POST /people/:person/record'),
  ('school-safeguarding-lead', 'anyone', 'page:POST /people/:person/record/discard'),
  ('school-safeguarding-lead', 'anyone', 'page:POST /people/:person/record/keep'),
  ('school-safeguarding-lead', 'anyone', 'page:POST /people/:person/stage'),
  ('school-safeguarding-lead', 'anyone', 'page:POST /settings'),
  ('school-safeguarding-lead', 'anyone', 'page:POST /whats-new'),
  ('school-safeguarding-lead', 'author', 'asked'),
  ('school-safeguarding-lead', 'author', 'feedback'),
  ('school-safeguarding-lead', 'author', 'health'),
  ('school-safeguarding-lead', 'author', 'record'),
  ('school-safeguarding-lead', 'author', 'referrer'),
  ('school-safeguarding-lead', 'author', 'third-party'),
  ('school-safeguarding-lead', 'author', 'whereabouts'),
  ('school-safeguarding-lead', 'beginner', 'append:involvement'),
  ('school-safeguarding-lead', 'checked', 'append:agency-check-answered'),
  ('school-safeguarding-lead', 'checked', 'asked'),
  ('school-safeguarding-lead', 'checked', 'finding-told'),
  ('school-safeguarding-lead', 'checked', 'own'),
  ('school-safeguarding-lead', 'core-group', 'append:addendum'),
  ('school-safeguarding-lead', 'core-group', 'append:note'),
  ('school-safeguarding-lead', 'core-group', 'append:stage-proposed'),
  ('school-safeguarding-lead', 'core-group', 'episode'),
  ('school-safeguarding-lead', 'core-group', 'finding-told'),
  ('school-safeguarding-lead', 'core-group', 'household'),
  ('school-safeguarding-lead', 'core-group', 'identity'),
  ('school-safeguarding-lead', 'core-group', 'involvement'),
  ('school-safeguarding-lead', 'core-group', 'own'),
  ('school-safeguarding-lead', 'core-group', 'record'),
  ('school-safeguarding-lead', 'referrer', 'feedback'),
  ('school-safeguarding-lead', 'referrer', 'finding-told'),
  ('school-safeguarding-lead', 'referrer', 'own'),
  ('social-worker', 'anyone', 'append:referral-told'),
  ('social-worker', 'anyone', 'find'),
  ('social-worker', 'anyone', 'page:GET /'),
  ('social-worker', 'anyone', 'page:GET /announcements'),
  ('social-worker', 'anyone', 'page:GET /announcements/:announcement'),
  ('social-worker', 'anyone', 'page:GET /checks'),
  ('social-worker', 'anyone', 'page:GET /checks/:matter/:asked'),
  ('social-worker', 'anyone', 'page:GET /concerns'),
  ('social-worker', 'anyone', 'page:GET /concerns/:matter'),
  ('social-worker', 'anyone', 'page:GET /concerns/draft/:draft/:list/:at'),
  ('social-worker', 'anyone', 'page:GET /concerns/draft/:draft/:page'),
  ('social-worker', 'anyone', 'page:GET /concerns/new'),
  ('social-worker', 'anyone', 'page:GET /demonstration'),
  ('social-worker', 'anyone', 'page:GET /drafts'),
  ('social-worker', 'anyone', 'page:GET /help/keys'),
  ('social-worker', 'anyone', 'page:GET /learn'),
  ('social-worker', 'anyone', 'page:GET /learn/:story'),
  ('social-worker', 'anyone', 'page:GET /people/:person'),
  ('social-worker', 'anyone', 'page:GET /people/:person/adults'),
  ('social-worker', 'anyone', 'page:GET /people/:person/alerts'),
  ('social-worker', 'anyone', 'page:GET /people/:person/details'),
  ('social-worker', 'anyone', 'page:GET /people/:person/details/:fact'),
  ('social-worker', 'anyone', 'page:GET /people/:person/entries/:entry/correct'),
  ('social-worker', 'anyone', 'page:GET /people/:person/network'),
  ('social-worker', 'anyone', 'page:GET /people/:person/record'),
  ('social-worker', 'anyone', 'page:GET /people/:person/stage'),
  ('social-worker', 'anyone', 'page:GET /rules'),
  ('social-worker', 'anyone', 'page:GET /search'),
  ('social-worker', 'anyone', 'page:GET /settings'),
  ('social-worker', 'anyone', 'page:GET /whats-new'),
  ('social-worker', 'anyone', 'page:POST /announcements/:announcement/acknowledge'),
  ('social-worker', 'anyone', 'page:POST /announcements/:announcement/aside'),
  ('social-worker', 'anyone', 'page:POST /announcements/passed-on/:notice/aside'),
  ('social-worker', 'anyone', 'page:POST /checks/:matter/:asked'),
  ('social-worker', 'anyone', 'page:POST /concerns/draft/:draft/:list/:at'),
  ('social-worker', 'anyone', 'page:POST /concerns/draft/:draft/:list/:at/remove'),
  ('social-worker', 'anyone', 'page:POST /concerns/draft/:draft/:page'),
  ('social-worker', 'anyone', 'page:POST /concerns/draft/:draft/:page/keep'),
  ('social-worker', 'anyone', 'page:POST /concerns/draft/:draft/discard'),
  ('social-worker', 'anyone', 'page:POST /concerns/draft/:draft/send'),
  ('social-worker', 'anyone', 'page:POST /concerns/new'),
  ('social-worker', 'anyone', 'page:POST /drafts/:draft/bring-back'),
  ('social-worker', 'anyone', 'page:POST /drafts/:draft/throw-away'),
  ('social-worker', 'anyone', 'page:POST /people/:person/details/:fact'),
  ('social-worker', 'anyone', 'page:POST /people/:person/entries/:entry/correct'),
  ('social-worker', 'anyone', 'page:POST /people/:person/record'),
  ('social-worker', 'anyone', 'page:POST /people/:person/record/discard'),
  ('social-worker', 'anyone', 'page:POST /people/:person/record/keep'),
  ('social-worker', 'anyone', 'page:POST /people/:person/stage'),
  ('social-worker', 'anyone', 'page:POST /settings'),
  ('social-worker', 'anyone', 'page:POST /whats-new'),
  ('social-worker', 'author', 'asked'),
  ('social-worker', 'author', 'feedback'),
  ('social-worker', 'author', 'health'),
  ('social-worker', 'author', 'record'),
  ('social-worker', 'author', 'referrer'),
  ('social-worker', 'author', 'third-party'),
  ('social-worker', 'author', 'whereabouts'),
  ('social-worker', 'beginner', 'append:identity'),
  ('social-worker', 'beginner', 'append:involvement'),
  ('social-worker', 'beginner', 'append:pregnancy'),
  ('social-worker', 'beginner', 'append:relationship'),
  ('social-worker', 'beginner', 'append:residence'),
  ('social-worker', 'chair', 'append:addendum'),
  ('social-worker', 'chair', 'append:finding-decision'),
  ('social-worker', 'chair', 'append:note'),
  ('social-worker', 'chair', 'append:support-stage'),
  ('social-worker', 'checked', 'append:agency-check-answered'),
  ('social-worker', 'checked', 'asked'),
  ('social-worker', 'co-worker', 'append:addendum'),
  ('social-worker', 'co-worker', 'append:adult-in-contact'),
  ('social-worker', 'co-worker', 'append:background'),
  ('social-worker', 'co-worker', 'append:birth'),
  ('social-worker', 'co-worker', 'append:communication-needs'),
  ('social-worker', 'co-worker', 'append:core-group'),
  ('social-worker', 'co-worker', 'append:death'),
  ('social-worker', 'co-worker', 'append:family-told'),
  ('social-worker', 'co-worker', 'append:finding-decision'),
  ('social-worker', 'co-worker', 'append:history-asked'),
  ('social-worker', 'co-worker', 'append:history-received'),
  ('social-worker', 'co-worker', 'append:home-conditions'),
  ('social-worker', 'co-worker', 'append:identifier'),
  ('social-worker', 'co-worker', 'append:identity'),
  ('social-worker', 'co-worker', 'append:lived-elsewhere'),
  ('social-worker', 'co-worker', 'append:note'),
  ('social-worker', 'co-worker', 'append:other-name'),
  ('social-worker', 'co-worker', 'append:other-professional'),
  ('social-worker', 'co-worker', 'append:parental-factor'),
  ('social-worker', 'co-worker', 'append:parents-own-need'),
  ('social-worker', 'co-worker', 'append:pre-proceedings'),
  ('social-worker', 'co-worker', 'append:pregnancy'),
  ('social-worker', 'co-worker', 'append:relationship'),
  ('social-worker', 'co-worker', 'append:residence'),
  ('social-worker', 'co-worker', 'append:residence-end'),
  ('social-worker', 'co-worker', 'append:stage-proposed'),
  ('social-worker', 'co-worker', 'append:visit'),
  ('social-worker', 'co-worker', 'append:visit-attempted'),
  ('social-worker', 'co-worker', 'episode'),
  ('social-worker', 'co-worker', 'finding'),
  ('social-worker', 'co-worker', 'health'),
  ('social-worker', 'co-worker', 'household'),
  ('social-worker', 'co-worker', 'identity'),
  ('social-worker', 'co-worker', 'involvement'),
  ('social-worker', 'co-worker', 'legal'),
  ('social-worker', 'co-worker', 'record'),
  ('social-worker', 'co-worker', 'third-party'),
  ('social-worker', 'co-worker', 'whereabouts'),
  ('social-worker', 'lead', 'append:addendum'),
  ('social-worker', 'lead', 'append:adult-in-contact'),
  ('social-worker', 'lead', 'append:background'),
  ('social-worker', 'lead', 'append:birth'),
  ('social-worker', 'lead', 'append:communication-needs'),
  ('social-worker', 'lead', 'append:core-group'),
  ('social-worker', 'lead', 'append:death'),
  ('social-worker', 'lead', 'append:family-told'),
  ('social-worker', 'lead', 'append:finding-decision'),
  ('social-worker', 'lead', 'append:history-asked'),
  ('social-worker', 'lead', 'append:history-received'),
  ('social-worker', 'lead', 'append:home-conditions'),
  ('social-worker', 'lead', 'append:identifier'),
  ('social-worker', 'lead', 'append:identity'),
  ('social-worker', 'lead', 'append:lived-elsewhere'),
  ('social-worker', 'lead', 'append:note'),
  ('social-worker', 'lead', 'append:other-name'),
  ('social-worker', 'lead', 'append:other-professional'),
  ('social-worker', 'lead', 'append:parental-factor'),
  ('social-worker', 'lead', 'append:parents-own-need'),
  ('social-worker', 'lead', 'append:pre-proceedings'),
  ('social-worker', 'lead', 'append:pregnancy'),
  ('social-worker', 'lead', 'append:relationship'),
  ('social-worker', 'lead', 'append:residence'),
  ('social-worker', 'lead', 'append:residence-end'),
  ('social-worker', 'lead', 'append:support-stage'),
  ('social-worker', 'lead', 'append:visit'),
  ('social-worker', 'lead', 'append:visit-attempted'),
  ('social-worker', 'lead', 'episode'),
  ('social-worker', 'lead', 'finding'),
  ('social-worker', 'lead', 'health'),
  ('social-worker', 'lead', 'household'),
  ('social-worker', 'lead', 'identity'),
  ('social-worker', 'lead', 'involvement'),
  ('social-worker', 'lead', 'legal'),
  ('social-worker', 'lead', 'record'),
  ('social-worker', 'lead', 'third-party'),
  ('social-worker', 'lead', 'whereabouts'),
  ('social-worker', 'manager', 'append:addendum'),
  ('social-worker', 'manager', 'append:finding-decision'),
  ('social-worker', 'manager', 'append:note'),
  ('social-worker', 'manager', 'append:support-stage'),
  ('social-worker', 'referrer', 'feedback'),
  ('social-worker', 'referrer', 'finding-told'),
  ('system-administrator', 'anyone', 'append:setting'),
  ('system-administrator', 'anyone', 'page:GET /'),
  ('system-administrator', 'anyone', 'page:GET /demonstration'),
  ('system-administrator', 'anyone', 'page:GET /drafts'),
  ('system-administrator', 'anyone', 'page:GET /help/keys'),
  ('system-administrator', 'anyone', 'page:GET /learn'),
  ('system-administrator', 'anyone', 'page:GET /learn/:story'),
  ('system-administrator', 'anyone', 'page:GET /rules'),
  ('system-administrator', 'anyone', 'page:GET /rules/:rule/settings/:setting'),
  ('system-administrator', 'anyone', 'page:GET /settings'),
  ('system-administrator', 'anyone', 'page:GET /whats-new'),
  ('system-administrator', 'anyone', 'page:POST /drafts/:draft/bring-back'),
  ('system-administrator', 'anyone', 'page:POST /drafts/:draft/throw-away'),
  ('system-administrator', 'anyone', 'page:POST /rules/:rule/settings/:setting'),
  ('system-administrator', 'anyone', 'page:POST /settings'),
  ('system-administrator', 'anyone', 'page:POST /whats-new'),
  ('team-manager', 'anyone', 'append:referral-told'),
  ('team-manager', 'anyone', 'find'),
  ('team-manager', 'anyone', 'page:GET /'),
  ('team-manager', 'anyone', 'page:GET /announcements'),
  ('team-manager', 'anyone', 'page:GET /announcements/:announcement'),
  ('team-manager', 'anyone', 'page:GET /concerns'),
  ('team-manager', 'anyone', 'page:GET /concerns/:matter'),
  ('team-manager', 'anyone', 'page:GET /concerns/draft/:draft/:list/:at'),
  ('team-manager', 'anyone', 'page:GET /concerns/draft/:draft/:page'),
  ('team-manager', 'anyone', 'page:GET /concerns/new'),
  ('team-manager', 'anyone', 'page:GET /demonstration'),
  ('team-manager', 'anyone', 'page:GET /drafts'),
  ('team-manager', 'anyone', 'page:GET /help/keys'),
  ('team-manager', 'anyone', 'page:GET /learn'),
  ('team-manager', 'anyone', 'page:GET /learn/:story'),
  ('team-manager', 'anyone', 'page:GET /people/:person'),
  ('team-manager', 'anyone', 'page:GET /people/:person/adults'),
  ('team-manager', 'anyone', 'page:GET /people/:person/alerts'),
  ('team-manager', 'anyone', 'page:GET /people/:person/details'),
  ('team-manager', 'anyone', 'page:GET /people/:person/details/:fact'),
  ('team-manager', 'anyone', 'page:GET /people/:person/entries/:entry/correct'),
  ('team-manager', 'anyone', 'page:GET /people/:person/network'),
  ('team-manager', 'anyone', 'page:GET /people/:person/record'),
  ('team-manager', 'anyone', 'page:GET /people/:person/stage'),
  ('team-manager', 'anyone', 'page:GET /rules'),
  ('team-manager', 'anyone', 'page:GET /search'),
  ('team-manager', 'anyone', 'page:GET /settings'),
  ('team-manager', 'anyone', 'page:GET /team'),
  ('team-manager', 'anyone', 'page:GET /team/lead-worker'),
  ('team-manager', 'anyone', 'page:GET /whats-new'),
  ('team-manager', 'anyone', 'page:POST /announcements/:announcement/acknowledge'),
  ('team-manager', 'anyone', 'page:POST /announcements/:announcement/aside'),
  ('team-manager', 'anyone', 'page:POST /announcements/passed-on/:notice/aside'),
  ('team-manager', 'anyone', 'page:POST /concerns/draft/:draft/:list/:at'),
  ('team-manager', 'anyone', 'page:POST /concerns/draft/:draft/:list/:at/remove'),
  ('team-manager', 'anyone', 'page:POST /concerns/draft/:draft/:page'),
  ('team-manager', 'anyone', 'page:POST /concerns/draft/:draft/:page/keep'),
  ('team-manager', 'anyone', 'page:POST /concerns/draft/:draft/discard'),
  ('team-manager', 'anyone', 'page:POST /concerns/draft/:draft/send'),
  ('team-manager', 'anyone', 'page:POST /concerns/new'),
  ('team-manager', 'anyone', 'page:POST /drafts/:draft/bring-back'),
  ('team-manager', 'anyone', 'page:POST /drafts/:draft/throw-away'),
  ('team-manager', 'anyone', 'page:POST /people/:person/details/:fact'),
  ('team-manager', 'anyone', 'page:POST /people/:person/entries/:entry/correct'),
  ('team-manager', 'anyone', 'page:POST /people/:person/record'),
  ('team-manager', 'anyone', 'page:POST /people/:person/record/discard'),
  ('team-manager', 'anyone', 'page:POST /people/:person/record/keep'),
  ('team-manager', 'anyone', 'page:POST /people/:person/stage'),
  ('team-manager', 'anyone', 'page:POST /settings'),
  ('team-manager', 'anyone', 'page:POST /team/lead-worker'),
  ('team-manager', 'anyone', 'page:POST /whats-new'),
  ('team-manager', 'author', 'asked'),
  ('team-manager', 'author', 'feedback'),
  ('team-manager', 'author', 'health'),
  ('team-manager', 'author', 'record'),
  ('team-manager', 'author', 'referrer'),
  ('team-manager', 'author', 'third-party'),
  ('team-manager', 'author', 'whereabouts'),
  ('team-manager', 'beginner', 'append:identity'),
  ('team-manager', 'beginner', 'append:involvement'),
  ('team-manager', 'beginner', 'append:pregnancy'),
  ('team-manager', 'beginner', 'append:relationship'),
  ('team-manager', 'beginner', 'append:residence'),
  ('team-manager', 'chair', 'append:addendum'),
  ('team-manager', 'chair', 'append:finding-decision'),
  ('team-manager', 'chair', 'append:note'),
  ('team-manager', 'chair', 'append:support-stage'),
  ('team-manager', 'co-worker', 'append:addendum'),
  ('team-manager', 'co-worker', 'append:finding-decision'),
  ('team-manager', 'co-worker', 'append:note'),
  ('team-manager', 'lead', 'append:addendum'),
  ('team-manager', 'lead', 'append:finding-decision'),
  ('team-manager', 'lead', 'append:note'),
  ('team-manager', 'lead', 'append:support-stage'),
  ('team-manager', 'manager', 'append:addendum'),
  ('team-manager', 'manager', 'append:adult-in-contact'),
  ('team-manager', 'manager', 'append:background'),
  ('team-manager', 'manager', 'append:birth'),
  ('team-manager', 'manager', 'append:case-closed'),
  ('team-manager', 'manager', 'append:child-in-need-review'),
  ('team-manager', 'manager', 'append:communication-needs'),
  ('team-manager', 'manager', 'append:death'),
  ('team-manager', 'manager', 'append:finding-decision'),
  ('team-manager', 'manager', 'append:identifier'),
  ('team-manager', 'manager', 'append:identity'),
  ('team-manager', 'manager', 'append:involvement'),
  ('team-manager', 'manager', 'append:involvement-end'),
  ('team-manager', 'manager', 'append:new-adult-decided'),
  ('team-manager', 'manager', 'append:note'),
  ('team-manager', 'manager', 'append:other-name'),
  ('team-manager', 'manager', 'append:other-professional'),
  ('team-manager', 'manager', 'append:parental-factor'),
  ('team-manager', 'manager', 'append:parents-own-need'),
  ('team-manager', 'manager', 'append:pregnancy'),
  ('team-manager', 'manager', 'append:relationship'),
  ('team-manager', 'manager', 'append:residence'),
  ('team-manager', 'manager', 'append:residence-end'),
  ('team-manager', 'manager', 'append:support-stage'),
  ('team-manager', 'manager', 'episode'),
  ('team-manager', 'manager', 'finding'),
  ('team-manager', 'manager', 'health'),
  ('team-manager', 'manager', 'household'),
  ('team-manager', 'manager', 'identity'),
  ('team-manager', 'manager', 'involve:agency'),
  ('team-manager', 'manager', 'involve:chair'),
  ('team-manager', 'manager', 'involve:co-worker'),
  ('team-manager', 'manager', 'involve:core-group'),
  ('team-manager', 'manager', 'involve:lead'),
  ('team-manager', 'manager', 'involve:manager'),
  ('team-manager', 'manager', 'involvement'),
  ('team-manager', 'manager', 'legal'),
  ('team-manager', 'manager', 'record'),
  ('team-manager', 'manager', 'third-party'),
  ('team-manager', 'manager', 'whereabouts'),
  ('team-manager', 'referrer', 'feedback'),
  ('team-manager', 'referrer', 'finding-told');
