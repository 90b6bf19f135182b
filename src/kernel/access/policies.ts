import { grantsIn, type MatrixRow } from './matrix.ts'

/**
 * The row-level security of the database, written from the access matrix. One shape serves every table that holds something of a subject:
 * the asker is read once (`gt.asks()`), and a correlated EXISTS looks for an involvement of his, his team's or his agency's that the matrix opens.
 * First deny wins: account (no actor, no rows), exclusion, restriction, relationship, field group, audience.
 */
type Fenced = {
  table: string
  /** What of the matrix opens a row: a field group, or a column that names one, or several of which one is enough. */
  opens: { what: string } | { column: string } | { oneOf: string }
  /** Has it an author's agency and an audience of its own? */
  authored: boolean
  /** Has it rows that derivation alone reads? */
  layered?: true
}

const fenced: readonly Fenced[] = [
  { table: 'entry', opens: { oneOf: 'field_groups' }, authored: true },
  { table: 'entry_part', opens: { column: 'field_group' }, authored: true },
  { table: 'person', opens: { what: 'identity' }, authored: false },
  { table: 'stay', opens: { what: 'household' }, authored: false, layered: true },
  { table: 'relationship', opens: { what: 'household' }, authored: false },
  { table: 'involvement', opens: { what: 'involvement' }, authored: false },
  { table: 'episode', opens: { what: 'episode' }, authored: false },
  { table: 'last_seen', opens: { what: 'last-seen' }, authored: false },
  { table: 'document', opens: { column: 'field_group' }, authored: true },
]

/** Tables on which the reckoning writes through its own functions: the application may only read them. */
const derived = ['merged', 'reach', 'involvement', 'person', 'person_key', 'stay', 'relationship', 'episode', 'last_seen', 'finding']

/** What the record of a person stands in: written and removed by the functions that keep records, and by no role that signs in. */
const destroyed = [
  ...derived,
  'subject',
  'entry',
  'entry_part',
  'entry_salt',
  'entry_link',
  'document',
  'document_content',
  'announcement',
  'announcement_due',
  'opening',
  'erasure',
  'kept',
  'ending',
  'outgoing',
  'outgoing_content',
  'copy',
  'copy_decision',
]

const grantText = (table: string, opens: Fenced['opens'], relation: string): string =>
  'what' in opens
    ? `(${relation} || '/${opens.what}') = any (m.reads)`
    : 'column' in opens
      ? `(${relation} || '/' || ${table}.${opens.column}) = any (m.reads)`
      : // 'lead/record,lead/health' taken apart: an expression costs a plan nothing, a sub-select is carried by every statement that touches the table.
        `string_to_array(${relation} || '/' || array_to_string(${table}.${opens.oneOf}, ',' || ${relation} || '/'), ',') && m.reads`

/** Excluded from the record, or not named where it is closed to most: asked of a function, because almost no record has either and no statement should carry the plan of it. */
const letsIn = (table: string): string => `gt.lets_in(${table}.partnership_id, ${table}.subject_id, m.account_id)`

/** An involvement that opens the row. A row of reach knows itself whether its record is guarded, so that nothing is asked where it is not. */
const inReach = (table: string, opened: string): string => `exists (select from gt.reach r
        where r.partnership_id = ${table}.partnership_id and r.subject_id = ${table}.subject_id and r.holder_id = any (m.holders)
          and r.from_at <= m.at and r.until_at > m.at and ${opened})`

/** The same where it also has to let the asker in. */
const inOpenReach = (table: string, opened: string): string =>
  inReach(table, `case when r.guarded then ${letsIn(table)} else true end and ${opened}`)

/** The relation `duty`: whoever was told of something as the duty desk may open what it is about, for as long as it stands. */
const onDuty = (table: string, granted: string): string =>
  `(${granted} and gt.told_on_duty(${table}.partnership_id, ${table}.subject_id, m.account_id))`

/** The relation `open-child`: whoever covers for everybody reads of every child with whom somebody works now, for as long as that is so. */
const onOpenChild = (table: string, granted: string): string =>
  `(${granted} and gt.open_child(${table}.partnership_id, ${table}.subject_id))`

const reading = ({ table, opens, authored, layered }: Fenced): string => {
  const granted = grantText(table, opens, 'r.relation')
  // What one's own agency wrote opens to whoever the matrix lets see it in this relation (`own`), whatever its field group.
  const inOne = authored ? `(${granted} or (${table}.agency_id = m.agency_id and (r.relation || '/own') = any (m.reads)))` : granted
  const duty = onDuty(table, grantText(table, opens, "'duty'"))
  const openChild = onOpenChild(table, grantText(table, opens, "'open-child'"))
  const wrote =
    table === 'entry' ? 'entry.author_id = m.account_id' : `gt.told_by(${table}.partnership_id, ${table}.entry_id, m.account_id)`
  const own = `(${table}.agency_id = m.agency_id and ${grantText(table, opens, "'author'")} and ${wrote})`
  return `create policy reading on gt.${table} for select to gt_app, gt_worker using (exists (select from gt.asks() m
  where m.partnership_id = ${table}.partnership_id
${authored ? `    and (${table}.audience <> 'agency' or ${table}.agency_id = m.agency_id)\n` : layered ? `    and ${table}.layer = 'open'\n` : ''}    and (${inOpenReach(table, inOne)}
      or (${authored ? `(${duty}\n        or ${openChild}\n        or ${own})` : `(${duty}\n        or ${openChild})`} and ${letsIn(table)}))));`
}

const findings = `create policy reading on gt.finding for select to gt_app, gt_worker using (exists (select from gt.asks() m
  where m.partnership_id = finding.partnership_id
    and (finding.layer = 'open' or finding.agency_id = m.agency_id)
    and (${inOpenReach('finding', `((r.relation || '/finding') = any (m.reads) or ((r.relation = any (finding.told_to) or (r.relation in ('agency', 'checked', 'invited') and 'agency-safeguarding-lead' = any (finding.told_to) and coalesce(finding.facts ->> 'askedAgency', m.agency_id::text) = m.agency_id::text)) and (r.relation || '/finding-told') = any (m.reads)))`)}
      or (((finding.queue = any (m.queues) and 'queue/finding' = any (m.reads))
        or ((finding.shows_critical <= m.at or ('duty' = any (finding.told_to) and finding.from_at <= m.at)) and finding.until_at > m.at and 'duty/finding' = any (m.reads))
        or ${onDuty('finding', "'duty/finding' = any (m.reads)")}
        or ${onOpenChild('finding', "'open-child/finding' = any (m.reads)")}) and ${letsIn('finding')}))));`

/** Does this part say that somebody works with somebody, and as what? No kind but an involvement names a holder; one that names none opens nothing. */
const involves = `(entry_part.facts ? 'holder')`

/**
 * What goes out: for those who may send what is on this record, and, once it is released and can no longer be taken back, for the account it is for. A copy that somebody
 * asked for of their record is for whoever keeps the records, through their own functions. What it says is for those who send it only where they read every part that it holds.
 */
const outgoing = `create policy reading on gt.outgoing for select to gt_app, gt_worker using (exists (select from gt.asks() m
  where m.partnership_id = outgoing.partnership_id
    and ((outgoing.kind <> 'record-copy' and ${inOpenReach('outgoing', `(r.relation || '/disclosure') = any (m.reads)`)})
      or (outgoing.to_account = m.account_id and outgoing.state = 'released' and outgoing.opens_at <= m.at and ${letsIn('outgoing')}))));
create policy reading on gt.outgoing_content for select to gt_app using (exists (select from gt.asks() m where m.partnership_id = outgoing_content.partnership_id
  and exists (select from gt.outgoing o where o.partnership_id = outgoing_content.partnership_id and o.outgoing_id = outgoing_content.outgoing_id
    and o.state not in ('recalled', 'thrown-away')
    and ((o.to_account = m.account_id and o.state = 'released' and o.opens_at <= m.at)
      or not exists (select from jsonb_to_recordset(o.holds) as h(entry uuid, "group" text) where not exists (select from gt.entry_part q
        where q.partnership_id = o.partnership_id and q.entry_id = h.entry and q.field_group = h."group"))))));`

/**
 * Who may be made to work with a child or a matter that was there before, and as what, is in the matrix beside who may write an involvement at all. A challenge is never settled by
 * somebody whose own decision it is about, or whose team's: a row of reach that an asker sees is theirs, their team's or their agency's.
 */
const appending = `create policy appending on gt.entry for insert to gt_app, gt_worker with check (exists (select from gt.asks() m
  where m.partnership_id = entry.partnership_id and m.account_id = entry.author_id and m.agency_id = entry.agency_id and m.role = entry.author_role
    and ${letsIn('entry')}
    and gt.stamped(entry.partnership_id, entry.subject_id, entry.known_at) and entry.written_by = pg_current_xact_id()
    and (('anyone/append:' || entry.kind) = any (m.grants)
      or (('beginner/append:' || entry.kind) = any (m.grants) and gt.begins_here(entry.partnership_id, entry.subject_id))
      or ${onDuty('entry', "('duty/append:' || entry.kind) = any (m.grants)")}
      or ${inReach('entry', `(r.relation || '/append:' || entry.kind) = any (m.grants)`)})));
create policy not_settled_by_its_subject on gt.entry as restrictive for insert to gt_app, gt_worker with check (entry.kind <> 'challenge-resolved'
  or not exists (select from gt.reach r where r.partnership_id = entry.partnership_id and r.subject_id = entry.subject_id and r.relation = 'challenged' and r.holder_id <> entry.agency_id));
create policy appending on gt.entry_part for insert to gt_app, gt_worker with check (gt.part_of_new_entry(
  entry_part.partnership_id, entry_part.entry_id, entry_part.subject_id, entry_part.agency_id, entry_part.audience, entry_part.field_group)
  and (not ${involves} or gt.begins_here(entry_part.partnership_id, entry_part.subject_id)
    or exists (select from gt.asks() m where m.partnership_id = entry_part.partnership_id and (('anyone/involve:' || (entry_part.facts ->> 'as')) = any (m.grants)
      or ${inReach('entry_part', `(r.relation || '/involve:' || (entry_part.facts ->> 'as')) = any (m.grants)`)}))));`

const everyTable = `do $$
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
end $$;`

const doors = `create policy door on gt.partnership for select to gt_door using (true);
create policy door on gt.agency for select to gt_door using (true);
create policy door on gt.team for select to gt_door using (true);
create policy door on gt.account to gt_door using (true) with check (true);
create policy door on gt.team_member to gt_door using (true) with check (true);
${['account_life', 'account_change', 'recovery', 'agency_sign_in', 'agency_sign_in_change', 'outside_account', 'agency_way', 'mail_domain', 'invitation', 'agency_sign_in_asked', 'removed_passkey', 'recovery_wish'].map(table => `create policy door on gt.${table} to gt_door using (true) with check (true);`).join('\n')}
create policy door on gt.setting_value for select to gt_door using (true);
create policy door on gt.access_grant for select to gt_door using (true);
create policy compiled on gt.access_grant to gt_owner using (true) with check (true);
create policy door on gt.role_grants to gt_door using (true) with check (true);
create policy door on gt.asking to gt_door using (true) with check (true);
create policy asking on gt.asking for select to gt_app, gt_worker, gt_import, gt_deriver, gt_jobs, gt_records
  using (pid = pg_backend_pid() and transaction_id = pg_current_xact_id_if_assigned());
create policy door on gt.session to gt_door using (true) with check (true);
create policy door on gt.credential to gt_door using (true) with check (true);
create policy door on gt.account_link to gt_door using (true) with check (true);
create policy door on gt.known_browser to gt_door using (true) with check (true);
create policy door on gt.wrong_try to gt_door using (true) with check (true);
create policy door on gt.taken_along to gt_door using (true) with check (true);
create policy door on gt.passkey to gt_door using (true) with check (true);
create policy door on gt.passkey_challenge to gt_door using (true) with check (true);
create policy deriving on gt.subject to gt_deriver using (true) with check (true);
create policy deriving on gt.entry for select to gt_deriver using (true);
create policy deriving on gt.entry_part for select to gt_deriver using (true);
${['excluded', 'closed_to_most', 'named_only'].map(table => `create policy deriving on gt.${table} to gt_deriver using (true) with check (true);`).join('\n')}
create policy deriving on gt.announcement for select to gt_deriver using (true);
create policy deriving on gt.document for select to gt_deriver using (true);
create policy deriving on gt.derived_with to gt_deriver using (true) with check (true);
create policy deriving on gt.name_word to gt_deriver using (true) with check (true);
create policy deriving on gt.access_line for select to gt_deriver using (true);
${['look', 'looks_read', 'opens_of_day', 'unusual_look', 'limit_said', 'outgoing', 'outgoing_content', 'taken_along', 'attendance_notice'].map(table => `create policy registering on gt.${table} to gt_deriver using (true) with check (true);`).join('\n')}
create policy registering on gt.opening to gt_deriver using (true) with check (true);
${['family_account', 'family_link', 'family_item'].map(table => `create policy registering on gt.${table} to gt_deriver using (true) with check (true);`).join('\n')}
create policy registering on gt.opening_told to gt_deriver using (true) with check (true);
create policy announcing on gt.opening for select to gt_announcer using (true);
create policy announcing on gt.opening_told to gt_announcer using (true) with check (true);
create policy announcing on gt.notice for select to gt_announcer using (true);
${['discarded_draft', 'own_search', 'known_question'].map(table => `create policy forgetting on gt.${table} to gt_jobs using (true) with check (true);`).join('\n')}
create policy keeping on gt.visit to gt_intake using (true) with check (true);
create policy finding_help on gt.service for select to gt_intake using (true);
create policy keeping on gt.visit_file to gt_intake using (true) with check (true);
create policy keeping on gt.intake_file to gt_intake using (true) with check (true);
create policy keeping on gt.intake to gt_intake using (true) with check (true);
create policy following on gt.intake for select to gt_deriver using (true);
create policy telling on gt.agency to gt_intake using (kind = 'public') with check (kind = 'public');
create policy telling on gt.account to gt_intake using (role = 'member-of-the-public') with check (role = 'member-of-the-public');
${['finding', 'reach', 'account', 'team', 'team_member', 'setting_value', 'role_grants'].map(table => `create policy announcing on gt.${table} for select to gt_announcer using (true);`).join('\n')}
create policy announcing on gt.announcement to gt_announcer using (true) with check (true);
create policy announcing on gt.announcement_due to gt_announcer using (true) with check (true);
create policy scanning on gt.document to gt_scanner using (true) with check (true);
create policy scanning on gt.document_content for select to gt_scanner using (true);
${derived.map(table => `create policy deriving on gt.${table} to gt_deriver using (true) with check (true);`).join('\n')}
${destroyed.map(table => `create policy keeping on gt.${table} to gt_records using (true) with check (true);`).join('\n')}
${['limit_said', 'unusual_look', 'notice'].map(table => `create policy blanking on gt.${table} to gt_records using (true) with check (true);`).join('\n')}
${['seal', 'account', 'agency', 'excluded'].map(table => `create policy keeping on gt.${table} for select to gt_records using (true);`).join('\n')}`

const isMine = (table: string): string =>
  `exists (select from gt.asks() m where m.partnership_id = ${table}.partnership_id and m.account_id = ${table}.account_id)`

const own = `-- One's own partnership's organisation, own drafts, own announcements, own access lines.
create policy reading on gt.partnership for select to gt_app, gt_worker using (exists (select from gt.asks() m where m.partnership_id = partnership.partnership_id));
create policy reading on gt.agency for select to gt_app, gt_worker using (exists (select from gt.asks() m where m.partnership_id = agency.partnership_id));
create policy reading on gt.team for select to gt_app, gt_worker using (exists (select from gt.asks() m where m.partnership_id = team.partnership_id));
create policy reading on gt.team_member for select to gt_app, gt_worker using (exists (select from gt.asks() m where m.partnership_id = team_member.partnership_id));
create policy reading on gt.account for select to gt_app, gt_worker using (exists (select from gt.asks() m where m.partnership_id = account.partnership_id));
create policy reading on gt.setting_value for select to gt_app, gt_worker using (exists (select from gt.asks() m where m.partnership_id = setting_value.partnership_id));
create policy changing on gt.setting_value for insert to gt_app with check (exists (select from gt.asks() m
  where m.partnership_id = setting_value.partnership_id and m.account_id = setting_value.account_id and 'anyone/append:setting' = any (m.grants)));
create policy reading on gt.service for select to gt_app, gt_worker using (exists (select from gt.asks() m where m.partnership_id = service.partnership_id));
create policy keeping on gt.service for insert to gt_app with check (exists (select from gt.asks() m
  where m.partnership_id = service.partnership_id and m.account_id = service.changed_by and 'anyone/append:service' = any (m.grants)));
create policy changing on gt.service for update to gt_app using (exists (select from gt.asks() m
  where m.partnership_id = service.partnership_id and 'anyone/append:service' = any (m.grants)))
  with check (exists (select from gt.asks() m where m.partnership_id = service.partnership_id and m.account_id = service.changed_by));
create policy reading on gt.reach for select to gt_app, gt_worker using (exists (select from gt.asks() m where m.partnership_id = reach.partnership_id and reach.holder_id = any (m.holders)));
create policy beginning on gt.subject for insert to gt_app, gt_worker with check (exists (select from gt.asks() m where m.partnership_id = subject.partnership_id) and subject.version = 0);
create policy barred on gt.excluded for select to gt_app, gt_worker using (gt.i_am(excluded.partnership_id, excluded.account_id));
create policy named on gt.named_only for select to gt_app, gt_worker using (gt.i_am(named_only.partnership_id, named_only.account_id));
create policy reading on gt.closed_to_most for select to gt_app, gt_worker using (gt.i_am_of(closed_to_most.partnership_id));
create policy mine on gt.draft to gt_app using (exists (select from gt.asks() m where m.partnership_id = draft.partnership_id and m.account_id = draft.account_id))
  with check (exists (select from gt.asks() m where m.partnership_id = draft.partnership_id and m.account_id = draft.account_id));
${['discarded_draft', 'own_choice', 'own_search', 'known_question']
  .map(
    table =>
      `create policy mine on gt.${table} to gt_app${table === 'own_choice' ? ', gt_worker' : ''} using (${isMine(table)}) with check (${isMine(table)});`,
  )
  .join('\n')}
-- What was opened in an emergency: whoever opened it, whoever was told of it, and whoever answers for the record; nobody who is excluded from it.
create policy reading on gt.opening for select to gt_app, gt_worker using (exists (select from gt.asks() m
  where m.partnership_id = opening.partnership_id
    and (opening.account_id = m.account_id or 'anyone/openings' = any (m.reads)
      or exists (select from gt.opening_told t where t.partnership_id = opening.partnership_id and t.opening_id = opening.opening_id and t.account_id = m.account_id))
    and not exists (select from gt.excluded x where x.partnership_id = opening.partnership_id and x.subject_id = opening.subject_id and x.account_id = m.account_id)));
-- Unusual looks: for whoever answers for records, and never their own or one at a record from which they are excluded.
create policy reading on gt.unusual_look for select to gt_app using (exists (select from gt.asks() m
  where m.partnership_id = unusual_look.partnership_id and m.account_id <> unusual_look.account_id and 'anyone/unusual' = any (m.reads)
    and not exists (select from gt.excluded x where x.partnership_id = unusual_look.partnership_id and x.subject_id = unusual_look.subject_id
      and x.account_id = m.account_id)));
create policy reading on gt.opens_of_day for select to gt_app using (exists (select from gt.asks() m
  where m.partnership_id = opens_of_day.partnership_id and 'anyone/openings' = any (m.reads)));
create policy mine on gt.opening_told for select to gt_app, gt_worker using (${isMine('opening_told')});
create policy mailing on gt.opening_told for update to gt_worker using (${isMine('opening_told')}) with check (${isMine('opening_told')});
-- Word of children passed on is one's own; it is written by whoever passes them on and may say who works with a child.
create policy mine on gt.notice for select to gt_app, gt_worker using (${isMine('notice')});
create policy noting on gt.notice for update to gt_app, gt_worker using (${isMine('notice')}) with check (${isMine('notice')});
create policy telling on gt.notice for insert to gt_app with check (exists (select from gt.asks() m
  where m.partnership_id = notice.partnership_id and m.account_id = notice.by_account and 'manager/append:involvement' = any (m.grants)));
create policy mine on gt.draft_file to gt_app using (exists (select from gt.asks() m where m.partnership_id = draft_file.partnership_id and m.account_id = draft_file.account_id))
  with check (exists (select from gt.asks() m where m.partnership_id = draft_file.partnership_id and m.account_id = draft_file.account_id));
create policy mine on gt.command_done to gt_app, gt_worker using (exists (select from gt.asks() m where m.partnership_id = command_done.partnership_id and m.account_id = command_done.account_id))
  with check (exists (select from gt.asks() m where m.partnership_id = command_done.partnership_id and m.account_id = command_done.account_id));
create policy line on gt.access_line for insert to gt_app, gt_worker with check (exists (select from gt.asks() m
  where m.partnership_id = access_line.partnership_id and m.account_id = access_line.account_id and m.agency_id = access_line.agency_id and m.role = access_line.role
    and access_line.written_by = pg_current_xact_id()));
create policy mine on gt.announcement for select to gt_app, gt_worker using (exists (select from gt.asks() m where m.partnership_id = announcement.partnership_id and m.account_id = announcement.account_id));
create policy acknowledging on gt.announcement for update to gt_app using (exists (select from gt.asks() m where m.partnership_id = announcement.partnership_id and m.account_id = announcement.account_id))
  with check (exists (select from gt.asks() m where m.partnership_id = announcement.partnership_id and m.account_id = announcement.account_id));
-- Nobody is told of a finding he could not open: the announcer writes as the account it tells.
create policy telling on gt.announcement for insert to gt_worker with check (exists (select from gt.asks() m where m.partnership_id = announcement.partnership_id and m.account_id = announcement.account_id
  and exists (select from gt.finding f where f.partnership_id = announcement.partnership_id and f.subject_id = announcement.subject_id and f.rule = announcement.rule and f.key = announcement.key)));
-- The bytes of a document open with the document, once it has been found clean.
create policy reading on gt.document_content for select to gt_app, gt_worker using (exists (select from gt.asks() m where m.partnership_id = document_content.partnership_id
  and exists (select from gt.document d where d.partnership_id = document_content.partnership_id and d.document_id = document_content.document_id and d.state = 'clean')));
create policy adding on gt.document_content for insert to gt_app, gt_worker with check (exists (select from gt.asks() m where m.partnership_id = document_content.partnership_id)
  and gt.content_of_new_document(document_content.partnership_id, document_content.document_id));
create policy adding on gt.document for insert to gt_app, gt_worker with check (gt.part_of_new_entry(
  document.partnership_id, document.entry_id, document.subject_id, document.agency_id, document.audience, document.field_group) and document.state = 'quarantined');
create policy salting on gt.entry_salt for insert to gt_app, gt_worker with check (exists (select from gt.asks() m where m.partnership_id = entry_salt.partnership_id)
  and gt.entry_of_now(entry_salt.partnership_id, entry_salt.entry_id));
create policy linking on gt.entry_link for insert to gt_app, gt_worker with check (exists (select from gt.asks() m where m.partnership_id = entry_link.partnership_id)
  and gt.entry_of_now(entry_link.partnership_id, entry_link.entry_id));
create policy reading on gt.entry_link for select to gt_app, gt_worker using (exists (select from gt.entry e where e.partnership_id = entry_link.partnership_id and e.entry_id = entry_link.entry_id));`

const bringingIn = [
  'partnership',
  'family_account',
  'family_link',
  'family_item',
  'agency',
  'team',
  'account',
  'team_member',
  'credential',
  'account_link',
  'account_life',
  'mail_domain',
  'subject',
  'entry',
  'entry_part',
  'entry_salt',
  'entry_link',
  'setting_value',
  'service',
  'command_done',
]

const history = `-- Setting a partnership up and bringing its history in (and out again) is a command line's work, with a role that no page uses.
${bringingIn.map(table => `create policy bringing_in on gt.${table} to gt_import using (true) with check (${table === 'entry' ? 'written_by = pg_current_xact_id()' : 'true'});`).join('\n')}
-- What the command line shows of records (an export) leaves a line like any other, in the partnership's own name: nobody is signed in there.
create policy line_of_the_command_line on gt.access_line for insert to gt_import with check (account_id = partnership_id and agency_id = partnership_id
  and role = 'command-line' and written_by = pg_current_xact_id());`

const sealed = ['entry', 'entry_part', 'entry_salt', 'entry_link', 'access_line', 'erasure', 'partnership']

const seals = `-- Sealing reads what is sealed and adds seals; nobody who signs in changes either. The verifier only reads.
${sealed.map(table => `create policy sealing on gt.${table} for select to gt_sealer using (true);`).join('\n')}
${['account', 'account_change', 'recovery', 'team_member', 'excluded', 'closed_to_most', 'named_only', 'removed_passkey', 'subject', 'agency_sign_in', 'agency_sign_in_change', 'mail_domain', 'outgoing'].map(table => `create policy revoking on gt.${table} for select to gt_sealer using (true);`).join('\n')}
create policy sealing on gt.seal for select to gt_sealer using (true);
create policy chaining on gt.seal for insert to gt_sealer with check (true);
${[...sealed, 'seal'].map(table => `create policy verifying on gt.${table} for select to gt_verifier using (true);`).join('\n')}`

const privileges = `revoke all on all tables in schema gt from gt_app, gt_public, gt_worker, gt_import;
grant select on gt.partnership, gt.agency, gt.team, gt.team_member, gt.account, gt.setting_value, gt.reach, gt.involvement, gt.person, gt.stay, gt.relationship,
  gt.episode, gt.last_seen, gt.finding, gt.entry, gt.entry_part, gt.entry_link, gt.excluded, gt.named_only, gt.document, gt.document_content, gt.announcement to gt_app, gt_worker;
grant select on gt.closed_to_most to gt_app, gt_worker;
grant select on gt.outgoing to gt_app, gt_worker;
grant select on gt.outgoing_content to gt_app;
grant select on gt.asking to gt_app, gt_worker, gt_import;
grant insert on gt.subject, gt.entry, gt.entry_part, gt.entry_salt, gt.entry_link, gt.access_line, gt.document, gt.setting_value to gt_app, gt_worker;
grant select, insert, update, delete on gt.draft to gt_app;
grant select, insert, delete on gt.draft_file to gt_app;
grant select, insert, delete on gt.discarded_draft to gt_app;
grant select, insert, update (mail, keys, news_read_to) on gt.own_choice to gt_app;
grant select on gt.own_choice to gt_worker;
grant select, insert on gt.own_search, gt.known_question to gt_app;
grant select on gt.opening, gt.opening_told to gt_app, gt_worker;
grant select on gt.unusual_look, gt.opens_of_day to gt_app;
grant update (mailed_at) on gt.opening_told to gt_worker;
grant select, update (seen_at) on gt.notice to gt_app;
grant select, update (mailed_at) on gt.notice to gt_worker;
grant insert on gt.notice to gt_app;
grant select, insert, update (answer) on gt.command_done to gt_app, gt_worker;
grant select, insert, update on gt.service to gt_app;
grant select on gt.service to gt_worker;
grant insert on gt.document_content to gt_app, gt_worker;
grant insert on gt.announcement to gt_worker;
grant update (acknowledged_at, acknowledged_by) on gt.announcement to gt_app;
grant select, insert on ${bringingIn.map(table => `gt.${table}`).join(', ')} to gt_import;
grant update (answer) on gt.command_done to gt_import;
grant update on gt.credential to gt_import;
grant update (active) on gt.account to gt_import;
grant update (dormant_at, since) on gt.account_life to gt_import;
grant delete on gt.account_link to gt_import;
grant insert on gt.access_line to gt_import;`

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** Takes the rows of the matrix and gives the SQL that puts it in force: grants, then every policy, from nothing each time. */
export const policiesFrom = (rows: readonly MatrixRow[]): string => {
  const grants = grantsIn(rows)
  return `-- Written by \`golden-thread policies\` from access-matrix.csv. Change the matrix, not this file.
${everyTable}

${doors}

${own}

${history}

${seals}

${fenced.map(reading).join('\n')}
${findings}
${outgoing}
${appending}

${privileges}

delete from gt.access_grant;
insert into gt.access_grant (role, relation, may) values
${grants.map(g => `  (${literal(g.role)}, ${literal(g.relation)}, ${literal(g.may)})`).join(',\n')};
`
}
