import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { freshDatabase, type TestDatabase } from '../database.ts'
import * as walls from './database-walls.ts'

/** Functions that see more than their caller, each as "owner for callers". A new one is signed here by whoever answers for it. */
const signed: Record<string, string> = {
  'gt.begin_family_view(uuid)': 'gt_deriver for gt_app',
  'gt.choose_safe(boolean,boolean)': 'gt_deriver for gt_app',
  'gt.end_family_view(uuid)': 'gt_deriver for gt_app',
  'gt.family_account_again(uuid,uuid,bytea,text,interval)': 'gt_door for gt_deriver',
  'gt.family_account_opened(uuid,uuid,uuid,text,text,text,bytea,text,interval)': 'gt_door for gt_deriver',
  'gt.family_account_shut(uuid,uuid)': 'gt_door for gt_deriver',
  'gt.family_account_stands(uuid,uuid)': 'gt_door for gt_deriver',
  'gt.family_agency(uuid)': 'gt_intake for gt_deriver',
  'gt.family_basis_stands(uuid,uuid,uuid,text)': 'gt_deriver for nobody',
  'gt.family_code(uuid,uuid,uuid,bytea,text,interval,bytea)': 'gt_deriver for gt_app',
  'gt.family_follows_closing()': 'gt_deriver for gt_owner',
  'gt.family_follows_erasure()': 'gt_deriver for gt_owner',
  'gt.family_follows_exclusion()': 'gt_deriver for gt_owner',
  'gt.family_follows_relationship()': 'gt_deriver for gt_owner',
  'gt.family_items(uuid,uuid)': 'gt_deriver for gt_app',
  'gt.family_looks_are_own()': 'gt_deriver for gt_owner',
  'gt.family_link_over(uuid,uuid,uuid,uuid,text)': 'gt_deriver for nobody',
  'gt.family_mail(uuid,uuid)': 'gt_deriver for gt_worker',
  'gt.family_may(uuid,uuid,text)': 'gt_deriver for gt_app',
  'gt.family_of(uuid,uuid)': 'gt_deriver for gt_app',
  'gt.family_on_record(uuid,uuid,integer)': 'gt_deriver for gt_app',
  'gt.family_over(uuid,uuid,uuid,text,text)': 'gt_deriver for nobody',
  'gt.family_repeats(uuid,uuid,text)': 'gt_deriver for nobody',
  'gt.family_stands(uuid,uuid,uuid)': 'gt_deriver for nobody',
  'gt.family_words(uuid,uuid,uuid,uuid,jsonb)': 'gt_deriver for gt_app',
  'gt.invite_family(uuid,uuid,uuid,uuid,text,text,text,bytea,text,interval,bytea,integer)': 'gt_deriver for gt_app',
  'gt.item_read(uuid)': 'gt_deriver for gt_app',
  'gt.my_family()': 'gt_deriver for gt_app',
  'gt.my_family_words()': 'gt_deriver for gt_app',
  'gt.share_with_family(uuid,uuid,uuid,uuid,text,uuid,jsonb,text,text,date,text,text,uuid)': 'gt_deriver for gt_app',
  'gt.shared_with_me(uuid)': 'gt_deriver for gt_app',
  'gt.take_back_item(uuid,uuid,uuid,text)': 'gt_deriver for gt_app',
  'gt.what_follows_keeps_out()': 'gt_deriver for gt_owner',
  'gt.is_about(uuid,uuid)': 'gt_deriver for nobody',
  'gt.what_follows(uuid,uuid)': 'gt_deriver for nobody',
  'gt.close_with(uuid,uuid)': 'gt_deriver for nobody',
  'gt.what_follows_is_closed()': 'gt_deriver for gt_owner',
  'gt.withdraw_family(uuid,uuid,uuid,text,text)': 'gt_deriver for gt_app',
  'gt.closed_differently(uuid,uuid,uuid)': 'gt_deriver for gt_app gt_import gt_worker',
  'gt.guard_follows()': 'gt_deriver for gt_owner',
  'gt.guards_are_joined()': 'gt_deriver for gt_owner',
  'gt.kept_as(uuid,uuid)': 'gt_deriver for gt_app gt_worker',
  'gt.one_record(uuid,uuid[])': 'gt_deriver for gt_app gt_import gt_records gt_worker',
  'gt.said_to_be_same(uuid,integer)': 'gt_deriver for gt_app',
  'gt.records_merged(uuid,uuid)': 'gt_deriver for gt_app',
  'gt.records_of(uuid,uuid,timestamp with time zone)': 'gt_deriver for gt_app gt_worker',
  'gt.announced(uuid,uuid[],timestamp with time zone,jsonb)': 'gt_announcer for gt_worker',
  'gt.announcer_settings(uuid)': 'gt_announcer for gt_worker',
  'gt.become(uuid,uuid,timestamp with time zone)': 'gt_door for nobody',
  'gt.begin_request(uuid,bytea,interval)': 'gt_door for gt_app',
  'gt.begins_here(uuid,uuid)': 'gt_deriver for gt_app gt_worker',
  'gt.begin_work(uuid,uuid)': 'gt_door for gt_import gt_worker',
  'gt.concern_referred(uuid,text)': 'gt_deriver for gt_app',
  'gt.content_of_new_document(uuid,uuid)': 'gt_deriver for gt_app gt_worker',
  'gt.critical_now(uuid,uuid[],timestamp with time zone,interval)': 'gt_announcer for gt_worker',
  'gt.derived_of(uuid,uuid[])': 'gt_deriver for gt_app gt_import gt_worker',
  'gt.derived_now(uuid,uuid[])': 'gt_deriver for gt_app gt_import gt_worker',
  'gt.forget_last_seen()': 'gt_records for gt_owner',
  'gt.ask_for_erasure(uuid,uuid,uuid,text)': 'gt_records for gt_app',
  'gt.begin_keeping(uuid,uuid)': 'gt_records for gt_app',
  'gt.end_keeping(uuid,uuid[])': 'gt_records for gt_app',
  'gt.endings_decided(uuid,integer)': 'gt_records for gt_app',
  'gt.erase_record(uuid,uuid,text)': 'gt_records for gt_app',
  'gt.holds_stand(uuid,uuid[])': 'gt_records for nobody',
  'gt.keeper(uuid)': 'gt_records for nobody',
  'gt.record_kept(uuid,uuid)': 'gt_records for gt_app',
  'gt.records_ended(uuid,date,integer)': 'gt_records for gt_app',
  'gt.stands_as(uuid,uuid)': 'gt_door for gt_deriver',
  'gt.granted_to(text)': 'gt_door for gt_deriver',
  'gt.may_come(uuid,uuid,text,uuid[])': 'gt_deriver for gt_app gt_worker',
  'gt.meeting_opened(uuid,uuid,timestamp with time zone)': 'gt_deriver for gt_app gt_worker',
  'gt.meeting_keeps_out()': 'gt_deriver for gt_owner',
  'gt.those_invited(uuid,uuid,uuid[],uuid[],timestamp with time zone)': 'gt_announcer for gt_jobs',
  'gt.mail_those_invited(uuid,uuid,uuid[])': 'gt_jobs for gt_app gt_worker',
  'gt.cp_is_author(uuid,uuid,timestamp with time zone)': 'gt_announcer for gt_deriver',
  'gt.cp_is_waiting(integer)': 'gt_announcer for gt_worker',
  'gt.cp_is_child(uuid,text,date)': 'gt_deriver for gt_worker',
  'gt.cp_is_notice(uuid,jsonb)': 'gt_jobs for gt_public',
  'gt.may_disclose(uuid,uuid,text)': 'gt_deriver for gt_app',
  'gt.may_receive(uuid,uuid,uuid,uuid,uuid)': 'gt_deriver for gt_app',
  'gt.found_in_outgoing(uuid,uuid)': 'gt_deriver for gt_app',
  'gt.keep_outgoing(uuid,jsonb,bytea,jsonb)': 'gt_deriver for gt_app',
  'gt.check_outgoing(uuid,uuid,jsonb,jsonb)': 'gt_deriver for gt_app',
  'gt.release_outgoing(uuid,uuid,uuid,interval)': 'gt_deriver for gt_app',
  'gt.recall_outgoing(uuid,uuid,text)': 'gt_deriver for gt_app',
  'gt.open_outgoing(uuid,uuid)': 'gt_deriver for gt_app',
  'gt.hand_over_outgoing(uuid,uuid,text,boolean)': 'gt_deriver for gt_app',
  'gt.words_of_referrers(uuid,uuid[])': 'gt_deriver for nobody',
  'gt.people_near(uuid,uuid[])': 'gt_deriver for nobody',
  'gt.places_of(uuid,uuid[])': 'gt_deriver for nobody',
  'gt.found_in(uuid,uuid,uuid,text)': 'gt_deriver for nobody',
  'gt.needs_two(uuid,gt.outgoing)': 'gt_deriver for nobody',
  'gt.receives(uuid,uuid,uuid,uuid,uuid)': 'gt_deriver for nobody',
  'gt.kept_elsewhere(uuid,gt.outgoing)': 'gt_deriver for nobody',
  'gt.still_goes(uuid,uuid)': 'gt_deriver for gt_app gt_worker',
  'gt.holds_theirs(uuid,gt.outgoing)': 'gt_deriver for nobody',
  'gt.conference_about(uuid,uuid,uuid[])': 'gt_deriver for nobody',
  'gt.receives_with(uuid,uuid,uuid,uuid,uuid,uuid)': 'gt_deriver for nobody',
  'gt.may_receive_with(uuid,uuid,uuid,uuid,uuid,uuid)': 'gt_deriver for gt_app',
  'gt.decided_at(uuid,gt.entry,uuid)': 'gt_deriver for nobody',
  'gt.papers_of_conference(uuid,uuid)': 'gt_deriver for gt_app',
  'gt.still_found(uuid,gt.outgoing)': 'gt_deriver for nobody',
  'gt.hold_outgoing(uuid,uuid)': 'gt_deriver for nobody',
  'gt.forget_outgoing()': 'gt_records for gt_owner',
  'gt.records_named(uuid,text,text,date,integer)': 'gt_records for gt_app',
  'gt.records_to_reckon(uuid,text,uuid,integer)': 'gt_records for gt_worker',
  'gt.save_kept(uuid,jsonb,text)': 'gt_records for gt_app gt_worker',
  'gt.requests_waiting(uuid,uuid,integer)': 'gt_records for gt_app',
  'gt.answer_copy(uuid,uuid,text,boolean,text,uuid)': 'gt_records for gt_app',
  'gt.begin_copy(uuid,uuid,uuid,uuid,text,text)': 'gt_records for gt_app',
  'gt.copied_people(uuid,uuid[],uuid[])': 'gt_records for nobody',
  'gt.copied_threads(uuid,gt.copy,uuid)': 'gt_records for nobody',
  'gt.copier(uuid)': 'gt_records for nobody',
  'gt.copies_of(uuid,uuid)': 'gt_records for gt_app',
  'gt.copy_around(uuid,gt.copy,uuid)': 'gt_records for nobody',
  'gt.copy_counted(uuid,gt.copy,uuid,uuid)': 'gt_records for nobody',
  'gt.copy_decided(uuid,uuid)': 'gt_records for gt_app',
  'gt.copy_for(uuid,uuid)': 'gt_records for nobody',
  'gt.copy_head(uuid,uuid)': 'gt_records for gt_app',
  'gt.copy_others(uuid,uuid)': 'gt_records for gt_app',
  'gt.copy_paper(uuid,uuid)': 'gt_records for gt_app',
  'gt.copy_ready(uuid,uuid,uuid,integer,jsonb,bytea,jsonb,integer)': 'gt_records for gt_app',
  'gt.copy_told(uuid,uuid)': 'gt_records for gt_app',
  'gt.decide_copy(uuid,uuid,jsonb)': 'gt_records for gt_app',
  'gt.forget_copies()': 'gt_records for gt_owner',
  'gt.hand_copy(uuid,uuid,text)': 'gt_records for gt_app',
  'gt.may_copy(uuid,uuid,uuid)': 'gt_records for nobody',
  'gt.give_up_copies()': 'gt_records for gt_owner',
  'gt.hold_copied(uuid,gt.copy,uuid)': 'gt_records for nobody',
  'gt.take_copy_back(uuid,gt.copy,text,uuid,text)': 'gt_records for nobody',
  'gt.request_waits(uuid,uuid,uuid)': 'gt_records for nobody',
  'gt.stands_against_erasure(uuid,uuid,uuid[])': 'gt_records for nobody',
  'gt.turn_down_erasure(uuid,uuid,text)': 'gt_records for gt_app',
  'gt.digests_of_entry(uuid,uuid)': 'gt_sealer for gt_records',
  'gt.document_scanned(uuid,uuid,text)': 'gt_scanner for gt_worker',
  'gt.document_to_scan(uuid,uuid)': 'gt_scanner for gt_worker',
  'gt.documents_waiting(interval,integer)': 'gt_scanner for gt_worker',
  'gt.enqueue(text,jsonb,text,timestamp with time zone)': 'gt_jobs for gt_app gt_import gt_worker',
  'gt.entry_of_now(uuid,uuid)': 'gt_deriver for gt_app gt_import gt_worker',
  'gt.forget_discarded(timestamp with time zone)': 'gt_jobs for gt_worker',
  'gt.forget_searches(timestamp with time zone)': 'gt_jobs for gt_worker',
  'gt.gather_grants()': 'gt_door for gt_owner',
  'gt.head_of(uuid,uuid)': 'gt_deriver for gt_app',
  'gt.hidden_session(uuid,bytea,interval)': 'gt_door for gt_app',
  'gt.hide_session(uuid,bytea,interval)': 'gt_door for gt_app',
  'gt.history_known(uuid,jsonb)': 'gt_deriver for gt_import',
  'gt.hold_threads(uuid,uuid[],uuid[],uuid[])': 'gt_deriver for gt_app gt_import gt_worker',
  'gt.derive_with(text)': 'gt_deriver for gt_worker',
  'gt.derived_by(text)': 'gt_deriver for gt_worker',
  'gt.begin_account(uuid,bytea,text)': 'gt_door for gt_app',
  'gt.link_facts(uuid,bytea)': 'gt_door for gt_app',
  'gt.begin_upkeep(uuid)': 'gt_door for gt_worker',
  'gt.holding_duty(uuid,uuid,text,timestamp with time zone,boolean)': 'gt_announcer for gt_deriver',
  'gt.homes_near(uuid,uuid[],uuid[])': 'gt_deriver for gt_app gt_import gt_records gt_worker',
  'gt.look_at(uuid,uuid)': 'gt_jobs for gt_announcer',
  'gt.lately_opened(uuid,integer)': 'gt_deriver for gt_app',
  'gt.intake_appended(uuid,uuid,uuid)': 'gt_intake for gt_worker',
  'gt.intake_author(uuid)': 'gt_intake for nobody',
  'gt.intake_file(uuid,uuid,uuid)': 'gt_intake for gt_worker',
  'gt.intake_file_put(uuid,bytea,bytea,uuid,text,text,bytea,bytea)': 'gt_intake for gt_public',
  'gt.intake_files(uuid,uuid)': 'gt_intake for gt_worker',
  'gt.intake_followed(uuid,bytea)': 'gt_deriver for gt_public',
  'gt.intake_send(uuid,uuid,bytea,bytea,jsonb,bytea)': 'gt_intake for gt_public',
  'gt.intake_sent(uuid,bytea)': 'gt_intake for gt_public',
  'gt.intake_waiting(integer)': 'gt_intake for gt_worker',
  'gt.intake_wanted()': 'gt_jobs for gt_intake',
  'gt.keep_name_words()': 'gt_deriver for gt_owner',
  'gt.holders_at(uuid,uuid,uuid,timestamp with time zone)': 'gt_announcer for gt_deriver',
  'gt.number_set(uuid,text,date)': 'gt_announcer for gt_deriver',
  'gt.read_lines(integer,jsonb)': 'gt_deriver for gt_worker',
  'gt.who_looked(uuid,uuid,timestamp with time zone,uuid,integer)': 'gt_deriver for gt_app',
  'gt.may_see_looks(uuid,uuid)': 'gt_deriver for gt_app',
  'gt.my_looks(timestamp with time zone,uuid,uuid,integer)': 'gt_deriver for gt_app',
  'gt.settle_unusual(uuid,uuid,text,text)': 'gt_deriver for gt_app',
  'gt.is_account(uuid,uuid)': 'gt_door for gt_deriver',
  'gt.may_limit(uuid,uuid)': 'gt_deriver for gt_app',
  'gt.limits_of(uuid,uuid)': 'gt_deriver for gt_app',
  'gt.say_limit(uuid,uuid,text,uuid,text)': 'gt_deriver for gt_app',
  'gt.end_limit(uuid,uuid,text,uuid,text)': 'gt_deriver for gt_app',
  'gt.my_openings(uuid,uuid[])': 'gt_deriver for gt_app gt_worker',
  'gt.words_of_account(uuid,uuid)': 'gt_door for gt_deriver',
  'gt.proved_lately(bytea)': 'gt_door for gt_deriver',
  'gt.confirmed_by(uuid,uuid,bigint)': 'gt_door for gt_deriver',
  'gt.those_to_tell(uuid,uuid,uuid)': 'gt_announcer for gt_deriver',
  'gt.share_a_team(uuid,uuid,uuid)': 'gt_announcer for gt_deriver',
  'gt.openings_unmailed(integer)': 'gt_announcer for gt_worker',
  'gt.reviews_late(date)': 'gt_announcer for gt_worker',
  'gt.open_in_emergency(uuid,uuid,uuid,text,text,text,timestamp with time zone,date,bytea,integer,uuid,bigint)': 'gt_deriver for gt_app',
  'gt.begin_review(uuid,uuid)': 'gt_deriver for gt_app',
  'gt.end_review(uuid,uuid,text)': 'gt_deriver for gt_app',
  'gt.is_own_record(uuid,uuid,uuid)': 'gt_deriver for gt_records',
  'gt.known_children(uuid,jsonb)': 'gt_deriver for gt_app',
  'gt.known_to(uuid,uuid[])': 'gt_deriver for gt_app',
  'gt.lets_in(uuid,uuid,uuid)': 'gt_deriver for gt_app gt_records gt_worker',
  'gt.living_with(uuid,uuid[])': 'gt_deriver for gt_app',
  'gt.made_with_rules(uuid,text)': 'gt_deriver for gt_app',
  'gt.granted(text)': 'gt_door for gt_app gt_import gt_worker',
  'gt.mark_guarded()': 'gt_deriver for gt_owner',
  'gt.mark_new_reach()': 'gt_deriver for gt_owner',
  'gt.must_hold(uuid,uuid[])': 'gt_deriver for gt_app gt_import gt_records gt_worker',
  'gt.note_ends()': 'gt_announcer for gt_owner',
  'gt.note_moments()': 'gt_announcer for gt_owner',
  'gt.notices_unmailed(integer)': 'gt_announcer for gt_worker',
  'gt.show_session(uuid,bytea,interval)': 'gt_door for gt_app',
  'gt.told_by(uuid,uuid,uuid)': 'gt_deriver for gt_app gt_worker',
  'gt.open_child(uuid,uuid)': 'gt_deriver for gt_app gt_worker',
  'gt.plan_rests_on_conference()': 'gt_deriver for nobody',
  'gt.part_of_new_entry(uuid,uuid,uuid,uuid,text,text)': 'gt_deriver for gt_app gt_import gt_worker',
  'gt.people_found(uuid,jsonb,integer)': 'gt_deriver for gt_app',
  'gt.possible_duplicates(uuid,uuid[],integer)': 'gt_deriver for gt_app',
  'gt.profile_of(uuid)': 'gt_door for gt_app gt_import gt_public gt_worker',
  'gt.revocations(uuid,xid8)': 'gt_sealer for gt_worker',
  'gt.save_derived(uuid,uuid[],jsonb,jsonb,uuid[],text)': 'gt_deriver for gt_app gt_import gt_worker',
  'gt.seal_next(uuid,integer)': 'gt_sealer for gt_import gt_worker',
  'gt.seal_recovered(uuid,text,bigint,bytea)': 'gt_sealer for gt_import',
  'gt.sealed_partnerships()': 'gt_sealer for gt_deriver gt_import gt_worker',
  'gt.seals_from(uuid,bigint)': 'gt_sealer for gt_import gt_worker',
  'gt.add_my_passkey(bytea,bytea,text,bytea,bigint,text[],text)': 'gt_door for gt_app',
  'gt.challenge_kept(uuid,bytea,interval)': 'gt_door for gt_app',
  'gt.challenge_used(uuid,bytea)': 'gt_door for gt_app',
  'gt.my_challenge_kept(bytea,interval)': 'gt_door for gt_app',
  'gt.my_challenge_used(bytea)': 'gt_door for gt_app',
  'gt.my_passkeys()': 'gt_door for gt_app',
  'gt.name_my_passkey(uuid,text)': 'gt_door for gt_app',
  'gt.passkey_facts(uuid,text)': 'gt_door for gt_app',
  'gt.passkey_failed(uuid,text)': 'gt_door for gt_app',
  'gt.remove_my_passkey(bytea,bytea,uuid)': 'gt_door for gt_app',
  'gt.renew_session(uuid,uuid,bytea,bytea,timestamp with time zone)': 'gt_door for nobody',
  'gt.renew_my_session(bytea,bytea)': 'gt_door for nobody',
  'gt.sign_in_by_passkey(uuid,text,bigint,bytea,interval,text)': 'gt_door for gt_app',
  'gt.agencies_to_sign_in(uuid)': 'gt_door for gt_app',
  'gt.agency_sign_in_facts(uuid,uuid)': 'gt_door for gt_app',
  'gt.agency_sign_ins()': 'gt_door for gt_app',
  'gt.agency_sign_in_changes(uuid)': 'gt_door for gt_app',
  'gt.gives_accounts(text)': 'gt_door for nobody',
  'gt.agency_way_begun(uuid,bytea,interval)': 'gt_door for gt_app',
  'gt.agency_way_used(uuid,bytea)': 'gt_door for gt_app',
  'gt.set_agency_sign_in(uuid,text,text,text,text[],boolean)': 'gt_door for gt_app',
  'gt.sign_in_by_agency(uuid,uuid,text,text,text,text[],bytea,interval,text)': 'gt_door for gt_app',
  'gt.account_left(uuid)': 'gt_door for gt_app',
  'gt.accounts_looked_after(uuid,uuid)': 'gt_door for gt_app',
  'gt.change_account(uuid,text,uuid[])': 'gt_door for gt_app',
  'gt.changes_of_account(uuid)': 'gt_door for gt_app',
  'gt.dormant_off(uuid,timestamp with time zone)': 'gt_door for gt_worker',
  'gt.dormant_settings()': 'gt_door for gt_worker',
  'gt.end_sessions_of(uuid,uuid)': 'gt_door for nobody',
  'gt.invite_account(uuid,uuid,text,text,text,uuid[])': 'gt_door for gt_app',
  'gt.link_given(uuid,bytea,text,interval)': 'gt_door for gt_worker',
  'gt.link_wanted(uuid)': 'gt_door for gt_app',
  'gt.looked_after(uuid)': 'gt_door for nobody',
  'gt.mail_wished(uuid,uuid,text)': 'gt_jobs for gt_door',
  'gt.may_give(uuid,text,text)': 'gt_door for nobody',
  'gt.note_change(uuid,uuid,text,text,text)': 'gt_door for nobody',
  'gt.put_in_teams(uuid,uuid,uuid,uuid[],boolean)': 'gt_door for nobody',
  'gt.recovery_asked(uuid,text)': 'gt_door for gt_app',
  'gt.recovery_confirmed(uuid,uuid)': 'gt_door for gt_app',
  'gt.end_my_session(uuid)': 'gt_door for gt_app',
  'gt.end_my_sessions()': 'gt_door for gt_app',
  'gt.my_code()': 'gt_door for gt_app',
  'gt.my_sessions(bytea,interval)': 'gt_door for gt_app',
  'gt.open_session(uuid,uuid,bytea,interval,text,text)': 'gt_door for nobody',
  'gt.prove_again(bytea,bytea,bigint)': 'gt_door for gt_app',
  'gt.session_left(uuid,bytea,interval)': 'gt_door for gt_app',
  'gt.session_of_whom(uuid,bytea)': 'gt_door for gt_app',
  'gt.sign_in(uuid,uuid,bigint,bytea,interval)': 'gt_door for gt_app',
  'gt.sign_in(uuid,uuid,bigint,bytea,interval,text)': 'gt_door for gt_app',
  'gt.sign_in_facts(uuid,text)': 'gt_door for gt_app',
  'gt.note_removed_passkey()': 'gt_door for nobody',
  'gt.forget_notices()': 'gt_records for nobody',
  'gt.outgoing_is_by_two()': 'gt_door for nobody',
  'gt.recovery_wished(uuid,text)': 'gt_door for gt_app',
  'gt.recovery_due()': 'gt_jobs for gt_door',
  'gt.recoveries_looked_up()': 'gt_door for gt_worker',
  'gt.agency_to_ask(uuid,uuid)': 'gt_door for gt_app',
  'gt.end_sessions_through(uuid,uuid)': 'gt_door for nobody',
  'gt.agency_sign_ins_asked()': 'gt_door for gt_app',
  'gt.answer_agency_sign_in(uuid,boolean)': 'gt_door for gt_app',
  'gt.agency_sign_in_history(uuid)': 'gt_door for gt_app',
  'gt.brought_in_by(uuid,uuid)': 'gt_door for nobody',
  'gt.apart(uuid,uuid,uuid)': 'gt_door for gt_deriver gt_records',
  'gt.mail_domains(uuid)': 'gt_door for gt_app',
  'gt.set_mail_domains(uuid,text[])': 'gt_door for gt_app',
  'gt.tell_those_who_give(uuid,uuid,text,uuid[])': 'gt_door for nobody',
  'gt.confirm_invitation(uuid)': 'gt_door for gt_app',
  'gt.invitations_looked_after(uuid[])': 'gt_door for gt_app',
  'gt.ending_is_by_two()': 'gt_door for nobody',
  'gt.ending_by_one_hand(uuid)': 'gt_records for gt_app',
  'gt.take_try(uuid,uuid,bytea,integer,interval,timestamp with time zone)': 'gt_door for nobody',
  'gt.take_try_from(uuid,uuid,bytea,bytea,timestamp with time zone)': 'gt_door for nobody',
  'gt.forget_browsers_of(uuid,uuid)': 'gt_door for nobody',
  'gt.sign_in_try(uuid,text,bytea,bytea)': 'gt_door for gt_app',
  'gt.sign_in(uuid,uuid,bigint,bytea,interval,text,bytea,bytea)': 'gt_door for gt_app',
  'gt.remember_browser(uuid,bytea,bytea,bytea)': 'gt_door for gt_app',
  'gt.own_password_try(bytea)': 'gt_door for gt_app',
  'gt.take_along(bytea,bytea,text)': 'gt_door for gt_app',
  'gt.taken_along_stands(uuid,bytea)': 'gt_door for gt_app',
  'gt.taken_along_gone(uuid,bytea)': 'gt_door for gt_app',
  'gt.my_taken_along()': 'gt_door for gt_app',
  'gt.end_taken_along(uuid)': 'gt_door for gt_app',
  'gt.unhide_try(uuid,bytea,interval)': 'gt_door for gt_app',
  'gt.my_code_try(bytea)': 'gt_door for gt_app',
  'gt.second_try(text)': 'gt_door for gt_app',
  'gt.forget_tries(timestamp with time zone)': 'gt_door for gt_worker',
  'gt.sign_in_failed(uuid,uuid)': 'gt_door for gt_app',
  'gt.sign_out(uuid,bytea)': 'gt_door for gt_app',
  'gt.stamped(uuid,uuid,timestamp with time zone)': 'gt_deriver for gt_app gt_import gt_worker',
  'gt.threads_known(uuid,uuid,text[],timestamp with time zone)': 'gt_deriver for gt_app',
  'gt.threads_of(uuid,uuid[],text[])': 'gt_deriver for gt_app gt_import gt_worker',
  'gt.threads_of_other_rules(uuid,text,integer)': 'gt_deriver for gt_import gt_worker',
  'gt.told_of(uuid,uuid)': 'gt_deriver for gt_app',
  'gt.those_asked(uuid,uuid,uuid[],uuid[],timestamp with time zone)': 'gt_announcer for gt_jobs',
  'gt.mail_those_asked(uuid,uuid,uuid[])': 'gt_jobs for gt_app',
  'gt.told_on_duty(uuid,uuid,uuid)': 'gt_announcer for gt_app gt_deriver gt_worker',
  'gt.threads_to_announce(timestamp with time zone,uuid,integer)': 'gt_announcer for gt_worker',
  'gt.to_announce(uuid,uuid[],timestamp with time zone,boolean,interval)': 'gt_announcer for gt_worker',
  'gt.told_to_nobody(uuid,uuid[])': 'gt_deriver for gt_app',
  'gt.visit_forget(uuid,bytea)': 'gt_intake for gt_public',
  'gt.visit_file_forget(uuid,bytea,uuid)': 'gt_intake for gt_public',
  'gt.visit_file_keep(uuid,bytea,uuid,bytea)': 'gt_intake for gt_public',
  'gt.visit_file_kept(uuid,bytea,uuid)': 'gt_intake for gt_public',
  'gt.visit_keep(uuid,bytea,bytea,interval)': 'gt_intake for gt_public',
  'gt.visit_kept(uuid,bytea)': 'gt_intake for gt_public',
  'gt.visit_stands(uuid,bytea)': 'gt_intake for gt_public',
  'gt.visits_over()': 'gt_intake for gt_worker',
  'gt.services_found(uuid,text[],text)': 'gt_intake for gt_public',
  'gt.twice_on_record(uuid,uuid[])': 'gt_deriver for gt_app',
  'gt.waiting_in_queue(uuid)': 'gt_deriver for gt_app',
  'gt.words_near(uuid,text[],text[])': 'gt_deriver for gt_app',
  'gt.works_with(uuid,uuid)': 'gt_deriver for nobody',
}

let database: TestDatabase
let client: pg.Client
before(async () => {
  database = await freshDatabase()
  client = new pg.Client({ connectionString: database.adminUrl })
  await client.connect()
})
after(async () => {
  await client.end()
  await database.drop()
})

/** Runs a wall on the database as it is, then with each planted fault, which is undone again; it must hold before and catch every one. */
const holds = async (
  wall: walls.Wall,
  planted: readonly (readonly [fault: string, named: RegExp])[],
  prepare?: (client: pg.Client) => Promise<void>,
) => {
  const inOneTry = async (fault: string) => {
    await client.query('begin')
    try {
      await prepare?.(client)
      await client.query(fault)
      return await wall(client)
    } finally {
      await client.query('rollback')
    }
  }
  const asItIs = await inOneTry('select')
  assert.deepEqual(asItIs.faults, [])
  assert.ok(asItIs.looked > 0, 'the wall looked at nothing')
  for (const [fault, named] of planted) assert.match((await inOneTry(fault)).faults.join('\n'), named, `not caught: ${fault}`)
}

const newTable =
  'create table gt.planted (partnership_id uuid not null references gt.partnership, planted_id uuid not null, other uuid, primary key (partnership_id, planted_id))'

test('every table has row-level security, forced, and a policy', () =>
  holds(walls.everyTableIsFenced, [
    [newTable, /planted has no row-level security/],
    ['alter table gt.person no force row level security', /person does not force/],
    ['alter table gt.entry disable row level security', /entry has no row-level/],
    ['drop policy mine on gt.draft', /draft has no policy/],
  ]))

test('a role that signs in owns nothing, belongs to nothing and cannot step over a policy', () =>
  holds(walls.signInRolesAreSmall, [
    ['alter role gt_app bypassrls', /gt_app may do too much/],
    ['alter role gt_worker createrole', /gt_worker may do too much/],
    ['alter role gt_owner login', /gt_owner can sign in/],
    ['grant gt_owner to gt_app', /gt_app belongs to gt_owner/],
    ['alter table gt.draft owner to gt_app', /gt_app owns pg_class/],
    ['alter table gt.draft owner to postgres', /draft is owned by postgres/],
    ['grant create on schema public to gt_app', /gt_app may create in the schema public/],
  ]))

test('where nobody is asking, every table is empty', () =>
  holds(
    walls.nobodySeesNothing,
    [
      ['create policy planted on gt.account for select to gt_app using (true)', /gt_app reads \d+ rows of account/],
      [
        'grant select on gt.access_line to gt_public; create policy planted on gt.access_line for select using (true)',
        /gt_public reads \d+ rows of access_line/,
      ],
      ['alter table gt.person disable row level security', /gt_worker reads \d+ rows of person/],
      [newTable, /planted is empty/],
    ],
    walls.oneRowEach,
  ))

test('every primary, unique and foreign key leads with the partnership', () =>
  holds(walls.keysLeadWithPartnership, [
    ['create table gt.planted (planted_id uuid primary key, partnership_id uuid)', /planted_pkey on planted leads with planted_id/],
    ['create unique index planted on gt.account (email)', /planted on account leads with email/],
    [
      `${newTable}; create unique index planted_lower on gt.planted (lower(other::text))`,
      /planted_lower on planted leads with \(an expression\)/,
    ],
    [`${newTable}; alter table gt.planted add foreign key (other, partnership_id) references gt.account`, /leads with other/],
  ]))

test('every foreign key has an index', () =>
  holds(walls.foreignKeysAreIndexed, [
    [
      'drop index gt.reach_asked; drop index gt.team_partnership_id_agency_id_idx',
      /team_partnership_id_agency_id_fkey on gt.team has no index/,
    ],
    [
      `${newTable}; alter table gt.planted add foreign key (partnership_id, other) references gt.account`,
      /planted_partnership_id_other_fkey/,
    ],
    [
      `${newTable}; alter table gt.planted add foreign key (partnership_id, other) references gt.account; create index on gt.planted (partnership_id, other) where planted_id > other`,
      /planted_partnership_id_other_fkey/,
    ],
  ]))

test('no view stands over the tables', () =>
  holds(walls.noViews, [
    ['create view gt.planted as select * from gt.person', /planted is a view/],
    ['create materialized view gt.planted as select * from gt.person', /planted is a view/],
  ]))

test('every function that sees more than its caller is signed, with its owner and its callers', () =>
  holds(walls.definersAreSigned(signed), [
    [
      `create function gt.planted() returns bigint language sql security definer as 'select count(*) from gt.person'`,
      /gt\.planted\(\) does not fix its search path\ngt\.planted\(\) \(\w+ for public\) is not signed/,
    ],
    ['grant execute on function gt.become(uuid, uuid, timestamptz) to gt_app', /gt\.become.*is not signed as such/],
    ['alter function gt.begin_work(uuid, uuid) owner to gt_owner', /gt\.begin_work.*is not signed as such/],
    ['alter function gt.sign_out(uuid, bytea) reset search_path', /gt\.sign_out.*does not fix its search path/],
    ['drop function gt.profile_of(uuid)', /profile_of\(uuid\) is signed but does not exist/],
  ]))

test('what was written down cannot be changed or removed by any role that signs in', () =>
  holds(walls.nothingIsUnwritten, [
    ['grant update (kind) on gt.entry to gt_worker', /gt_worker may change what is kept in entry/],
    ['grant delete on gt.access_line to gt_import', /gt_import may change what is kept in access_line/],
    [
      'create table if not exists gt.seal (partnership_id uuid); grant update on gt.seal to gt_app',
      /gt_app may change what is kept in seal/,
    ],
    ['grant truncate on gt.draft to gt_app', /gt_app may empty or point at draft/],
  ]))

test('nothing is stamped with the clock of the beginning of its transaction', () =>
  holds(walls.nothingIsStampedAtTheStart, [
    ['alter table gt.entry alter known_at set default now()', /entry\.known_at is stamped/],
    ['alter table gt.entry alter known_at set default clock_timestamp()', /entry\.known_at has a default/],
    ['alter table gt.access_line alter at set default current_timestamp', /access_line\.at is stamped/],
  ]))

test('an empty setting is nobody', () =>
  holds(walls.emptyIsNobody, [
    [
      `create function gt.planted() returns uuid language sql as $$ select current_setting('gt.actor', true)::uuid $$`,
      /planted reads a setting/,
    ],
    [
      `create policy planted on gt.draft for select to gt_app using (account_id::text = current_setting('gt.actor', true))`,
      /planted on gt.draft reads a setting/,
    ],
  ]))

test('there is one policy for each role and act, and none is simply open', () =>
  holds(walls.onePolicyForEachAct, [
    [
      'create policy planted on gt.person for select to gt_app using (exists (select from gt.me()))',
      /person has 2 policies by which gt_app may select/,
    ],
    ['create policy planted on gt.reach for insert to gt_app with check (true)', /reach\.planted is open to gt_app/],
    ['create policy planted on gt.person_key for select using (partnership_id is not null)', /person_key\.planted is open to public/],
  ]))
