"""The classes of weakness that real portals had to announce, each with the tests that hold it off here.

Every class names its tests; a test that is renamed or gone, and a class without one, fails.
"""

import ast
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR) / "tests"

CLASSES = {
    "a private space or draft readable on a second road": [
        "house/test_access.py::test_what_is_private_is_on_no_second_road",
        "house/test_personal.py::test_what_is_private_is_not_on_the_administrators_desk",
        "security/test_crawl.py::test_pages_beside_the_doors_of_the_table_are_no_second_road_either",
        "security/test_crawl.py::test_no_filter_asks_for_what_it_does_not_show",
        "house/test_access.py::test_the_table_lists_exactly_the_urls",
        "house/test_access.py::test_every_door_lets_exactly_its_people_through",
        "security/test_rooms.py::test_a_package_of_a_draw_names_nobody_and_unpacks_where_it_is",
        "security/test_rooms.py::test_ones_own_data_names_nobody_else",
    ],
    "acts and deletions on things of others": [
        "security/test_doors.py::test_foreign_things_inside_an_allowed_form_are_refused",
        "security/test_doors.py::test_a_member_writes_under_no_other_name",
        "workflows/reviews/test_rounds.py::test_a_file_of_another_project_is_refused",
        "workflows/reviews/test_rounds.py::test_a_panel_of_another_project_is_refused",
        "workflows/driver/test_course_views.py::test_a_stage_of_another_process_is_no_choice",
        "panels/views/test_member.py::test_nobody_withdraws_another",
        "security/test_rooms.py::test_days_of_another_call_are_none_of_an_application",
    ],
    "a missing check on a sub-tool of the admin": [
        "security/test_doors.py::test_every_page_and_tool_of_the_admin_turns_everybody_else_away",
        "accounts/test_admin.py::test_nobody_deletes",
    ],
    "links to files and exports that are the right themselves": [
        "security/test_secrets.py::test_a_link_to_a_file_is_no_right_to_it",
        "security/test_secrets.py::test_stored_files_have_no_address_of_their_own",
        "projects/test_views.py::test_files_go_to_whom_may_read_them_now",
        "workflows/meetings/test_views.py::test_who_left_is_out_at_the_next_request",
        "documents/test_models.py::test_stored_paths_are_random_and_hold_nothing_of_the_name",
        "security/test_rooms.py::test_a_link_to_a_paper_of_recruitment_is_no_right_to_it",
    ],
    "stored scripts in names and titles, logs and mails included": [
        "house/test_access.py::test_stored_words_never_run",
        "house/test_personal.py::test_stored_words_never_run",
        "security/test_crawl.py::test_a_mail_says_the_words_as_they_are",
        "house/test_style.py::test_templates_hold_nothing_inline",
        "roof/test_pages.py::test_public_pages_answer_visitors_under_a_strict_policy",
        "journeys/test_account.py::test_every_page_of_the_admin_keeps_the_policy",
        "security/test_rooms.py::test_a_feed_says_the_words_of_a_title_as_they_are",
        "security/test_rooms.py::test_a_calendar_holds_no_line_that_a_title_begins",
    ],
    "scripts reflected by paging, filters and addresses": [
        "security/test_crawl.py::test_words_of_the_address_never_run_nor_break_a_page",
        "ui/test_paging.py::test_nonsense_in_the_address_is_forgiven",
    ],
    "links that are code in rich text": [
        "ui/test_prose.py::test_nothing_written_runs_or_loads",
        "documents/test_previews.py::test_links_lose_their_target_and_keep_their_words",
        "documents/test_previews.py::test_only_what_is_listed_comes_out",
    ],
    "the name of a file as HTML": [
        "documents/test_serve.py::test_no_name_escapes_its_header",
        "documents/test_names.py::test_refused_names",
        "workflows/reviews/test_pages.py::test_nothing_that_people_write_becomes_a_tag",
    ],
    "active files shown in the page": [
        "documents/test_serve.py::test_only_pdf_and_pictures_are_ever_shown",
        "documents/test_serve.py::test_the_type_comes_from_the_bytes_and_not_from_the_name",
        "documents/test_serve.py::test_the_policy_of_the_site_does_not_replace_its_own",
        "documents/test_enums.py::test_no_kind_is_served_as_something_that_runs",
    ],
    "weak validation of files, memory by upload": [
        "documents/test_signatures.py::test_none_of_ours",
        "documents/test_packages.py::test_macros_are_refused",
        "documents/test_packages.py::test_document_types_are_refused",
        "documents/test_pictures.py::test_a_hostile_png_is_refused",
        "documents/test_pictures.py::test_a_hostile_jpeg_is_refused",
        "documents/test_rendering.py::test_its_memory_is_bounded",
        "documents/test_tables.py::test_rows_are_bounded",
        "documents/test_tables.py::test_what_a_package_unpacks_to_is_bounded",
        "documents/test_tables.py::test_an_endless_cell_is_refused",
    ],
    "path traversal and zip slip": [
        "documents/test_archives.py::test_path_tricks_are_refused",
        "documents/test_archives.py::test_a_link_is_refused",
        "documents/test_names.py::test_unsafe_paths",
        "security/test_secrets.py::test_stored_files_have_no_address_of_their_own",
        "security/test_rooms.py::test_no_word_of_an_address_chooses_a_file",
        "security/test_rooms.py::test_a_package_of_a_draw_names_nobody_and_unpacks_where_it_is",
    ],
    "SQL by keys of ORDER BY": [
        "security/test_crawl.py::test_no_order_that_is_not_offered",
        "projects/test_views.py::test_nonsense_in_the_url_is_harmless",
    ],
    "races in support or vote": [
        "panels/test_races.py::test_two_acceptances_of_one_invitation_give_one_seat",
        "workflows/meetings/test_races.py::test_advice_is_handed_in_once",
        "workflows/driver/test_race.py::test_many_close_one_stage",
        "selection/test_races.py::test_two_heads_approve_at_once",
        "notifications/test_outbox.py::test_two_workers_at_once_send_each_mail_once",
        "panels/draws/test_races.py::test_one_draw_ever_whoever_enters_at_once",
        "panels/appointments/test_races.py::test_panels_that_begin_at_once_share_no_number",
        "panels/erasure/test_races.py::test_two_tasks_at_once_erase_and_record_once",
    ],
    "requests that the server makes for somebody": [
        "security/test_secrets.py::test_the_portal_fetches_nothing_from_an_address_that_somebody_gives",
        "security/test_secrets.py::test_what_draws_papers_and_reads_markup_fetches_nothing",
        "documents/test_previews.py::test_nothing_is_fetched_for_a_picture_elsewhere",
    ],
    "accounts told from answers or their time": [
        "accounts/test_login.py::test_wrong_and_unknown_get_the_same_answer",
        "accounts/test_login.py::test_known_and_unknown_get_the_same_answer",
        "accounts/test_signup.py::test_a_known_address_gets_the_same_answer_and_a_mail",
        "security/test_secrets.py::test_a_login_takes_the_same_work_for_who_exists_and_who_does_not",
        "security/test_secrets.py::test_a_reset_and_a_sign_up_take_the_same_work_too",
    ],
    "limits got round by claimed addresses or capitals": [
        "accounts/test_login.py::test_claimed_addresses_begin_no_new_count",
        "accounts/test_login.py::test_capitals_begin_no_new_count",
        "accounts/test_login.py::test_invented_addresses_push_no_counter_out",
        "audit/test_chain.py::test_address_believes_only_our_own_proxies",
    ],
    "invitations and tokens that do not end": [
        "panels/actions/test_answers.py::test_expired_used_declined_and_cancelled_links_say_why",
        "panels/actions/test_answers.py::test_link_of_another_person_seats_nobody",
        "panels/actions/test_invitations.py::test_sending_again_makes_a_new_link_and_kills_the_old_one",
        "panels/views/test_invitation.py::test_another_person_is_told_whose_invitation_it_is",
        "security/test_secrets.py::test_a_new_password_is_no_answer_to_an_invitation",
        "accounts/test_login.py::test_the_letter_opens_once",
        "accounts/test_login.py::test_after_an_hour_it_opens_nothing",
    ],
    "a second factor passed by an address": [
        "security/test_doors.py::test_a_password_alone_opens_no_door_of_who_has_a_second_factor",
        "security/test_doors.py::test_an_official_without_a_second_factor_reaches_nothing_but_its_set_up",
        "accounts/test_session.py::test_the_admin_is_no_way_round",
    ],
    "addresses that lead elsewhere": [
        "security/test_doors.py::test_no_address_leads_out_of_the_portal",
        "security/test_doors.py::test_the_way_back_of_an_error_stays_here",
        "ui/test_contrast.py::test_it_never_leads_to_another_site",
        "accounts/test_session.py::test_login_never_leaves_the_portal",
    ],
    "forms sent from elsewhere": [
        "security/test_doors.py::test_no_form_is_taken_without_its_token",
        "security/test_doors.py::test_a_form_from_elsewhere_changes_nothing",
        "security/test_doors.py::test_the_pages_of_the_account_check_the_token_too",
    ],
    "more fields than a form has": [
        "security/test_doors.py::test_more_fields_than_the_form_has_set_nothing_of_a_project",
        "security/test_doors.py::test_more_fields_make_nobody_an_official",
        "security/test_doors.py::test_more_fields_seat_nobody",
        "security/test_doors.py::test_no_chair_is_made_by_an_invitation",
    ],
    "formulas in CSV and XLSX": [
        "ui/test_sheets.py::test_no_text_becomes_a_formula",
        "workflows/reviews/test_pages.py::test_the_result_as_a_file_holds_no_formula_and_no_name",
        "documents/test_tables.py::test_a_formula_is_no_command",
        "panels/selections/test_pages.py::test_the_file_is_given_for_a_reason",
    ],
    "notices to the wrong people": [
        "security/test_secrets.py::test_everybody_who_is_told_may_read_what_it_is_about",
        "security/test_secrets.py::test_who_has_left_is_told_nothing_more",
        "notifications/test_outbox.py::test_who_may_not_sign_in_any_more_is_told_nothing",
        "notifications/test_views.py::test_other_peoples_notices_do_not_exist",
    ],
    "text that keeps a pattern or a parser busy": [
        "security/test_input.py::test_no_text_keeps_a_pattern_busy",
        "security/test_input.py::test_no_markdown_keeps_the_renderer_busy",
        "security/test_input.py::test_deep_json_is_refused_at_once",
        "documents/test_rendering.py::test_a_document_that_takes_too_long_is_stopped",
    ],
    "secrets in results of tasks and in logs": [
        "security/test_secrets.py::test_no_secret_is_in_a_log_nor_in_a_table",
        "security/test_secrets.py::test_an_error_tells_nothing_of_what_was_typed",
        "security/test_secrets.py::test_tasks_keep_no_results",
        "notifications/test_outbox.py::test_the_text_of_a_letter_is_erased_once_it_is_dealt_with",
        "documents/test_rendering.py::test_the_log_says_what_went_wrong_but_nothing_of_the_document",
    ],
    "words of people run as a template": [
        "house/test_access.py::test_stored_words_never_run",
        "ui/test_korean.py::test_sentence_is_filled_and_its_words_are_not_read_as_slots",
    ],
    "a login by others that trusts any mail address": [
        "security/test_secrets.py::test_no_other_login_is_trusted",
    ],
    # Found by our own attacks on stock parts.
    "other encodings and nonsense that no page sends": [
        "security/test_input.py::test_another_encoding_is_a_bad_request",
        "security/test_input.py::test_a_bad_action_of_the_admin_is_a_bad_request_or_a_sentence",
        "security/test_input.py::test_nonsense_in_the_address_of_the_admin",
        "security/test_crawl.py::test_no_value_of_a_filter_breaks_a_list",
    ],
    "an error page that needs what has failed": [
        "roof/test_errors.py::test_without_its_database_the_portal_says_so",
        "roof/test_errors.py::test_a_database_that_goes_away_in_the_middle",
    ],
}


def functions_in(path: Path) -> set[str]:
    """The names of the tests in a module, those of its classes included."""
    if not path.exists():
        return set()
    tree = ast.walk(ast.parse(path.read_text()))
    return {node.name for node in tree if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


@pytest.mark.parametrize("name", CLASSES)
def test_every_class_names_tests_that_are_there(name):
    assert CLASSES[name]
    for test in CLASSES[name]:
        module, _, function = test.partition("::")
        assert function in functions_in(ROOT / module), test


def test_there_are_twenty_nine_classes():
    assert len(CLASSES) == 29
