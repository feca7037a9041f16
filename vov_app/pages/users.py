"""Gebruikersbeheer: the list of users, adding one, and the file with many."""

from typing import Final

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.forms.spec import Step
from vov_app.forms.user import ADD, SEVERAL
from vov_app.pages.frame import frame, of_organisation
from vov_app.pages.registry import Page
from vov_app.services.user_changes import EVERYBODY, TICKED
from vov_app.state.session import SessionState
from vov_app.state.user_add import UserAddState
from vov_app.state.users import UsersState
from vov_app.texts import t
from vov_app.ui.buttons import actions, button, submit
from vov_app.ui.error_summary import error_summary
from vov_app.ui.form_view import FormVars, step_fields, step_form
from vov_app.ui.kinds import Told
from vov_app.ui.links import back_link, button_link, server_link
from vov_app.ui.people import ask_first, tick_all, tick_list, toggle, told
from vov_app.ui.search import search
from vov_app.ui.words import bullets, heading, lead, section, when
