"""Addresses of accounts. Of allauth's views only those that an invitation-only portal needs."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.urls import include, path, re_path

from accounts.views.invitation_accept import invitation_accept
from accounts.views.invitation_resend import invitation_resend
from accounts.views.invitation_revoke import invitation_revoke
from accounts.views.people import people
from accounts.views.person import person
from accounts.views.person_deactivate import person_deactivate
from accounts.views.person_invite import person_invite
from accounts.views.person_reactivate import person_reactivate
from accounts.views.profile import profile
from accounts.views.second_factor_reset import second_factor_reset
from accounts.views.signed_in import signed_in

own = [
    path("", profile, name="profile"),
    path("zaproszenie/<str:key>/", invitation_accept, name="invitation_accept"),
    path("kto/", signed_in, name="signed_in"),
    path("zaloguj/", account.login, name="account_login"),
    path("wyloguj/", account.logout, name="account_logout"),
    path("wylaczone/", account.account_inactive, name="account_inactive"),
    path("rejestracja/", account.signup, name="account_signup"),
    path("potwierdz/", account.reauthenticate, name="account_reauthenticate"),
    path("email/", account.email, name="account_email"),
    path("email/<str:key>/", account.confirm_email, name="account_confirm_email"),
    path("haslo/", account.password_change, name="account_change_password"),
    path("haslo/ustaw/", account.password_set, name="account_set_password"),
    path("haslo/nowe/", account.password_reset, name="account_reset_password"),
    path("haslo/nowe/wyslane/", account.password_reset_done, name="account_reset_password_done"),
    path("haslo/nowe/gotowe/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^haslo/nowe/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]

second_factor = [
    path("", mfa.index, name="mfa_index"),
    path("logowanie/", mfa.authenticate, name="mfa_authenticate"),
    path("potwierdz/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("aplikacja/", totp.activate_totp, name="mfa_activate_totp"),
    path("aplikacja/usun/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("kody/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("kody/nowe/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("kody/pobierz/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("klucze/", keys.list_webauthn, name="mfa_list_webauthn"),
    path("klucze/dodaj/", keys.add_webauthn, name="mfa_add_webauthn"),
    path("klucze/potwierdz/", keys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("klucze/zaloguj/", keys.login_webauthn, name="mfa_login_webauthn"),
    path("klucze/<int:pk>/", keys.edit_webauthn, name="mfa_edit_webauthn"),
    path("klucze/<int:pk>/usun/", keys.remove_webauthn, name="mfa_remove_webauthn"),
]

people_pages = [
    path("", people, name="people"),
    path("zapros/", person_invite, name="person_invite"),
    path("<int:pk>/", person, name="person"),
    path("<int:pk>/wyslij-ponownie/", invitation_resend, name="invitation_resend"),
    path("<int:pk>/cofnij/", invitation_revoke, name="invitation_revoke"),
    path("<int:pk>/wylacz/", person_deactivate, name="person_deactivate"),
    path("<int:pk>/wlacz/", person_reactivate, name="person_reactivate"),
    path("<int:pk>/drugi-skladnik/", second_factor_reset, name="second_factor_reset"),
]

urlpatterns = [
    path("konto/", include(own)),
    path("konto/drugi-skladnik/", include(second_factor)),
    path("praca/osoby/", include(people_pages)),
]
