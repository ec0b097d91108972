"""Addresses of the list of cities that coordinators keep."""

from django.urls import path

from cities.views.add import city_add
from cities.views.change import city_change
from cities.views.facts import city_facts
from cities.views.population import city_population
from cities.views.register import city_register

urlpatterns = [
    path("praca/miasta/", city_register, name="city_register"),
    path("praca/miasta/dodaj/", city_add, name="city_add"),
    path("praca/miasta/<slug:slug>/", city_facts, name="city_facts"),
    path("praca/miasta/<slug:slug>/zmien/", city_change, name="city_change"),
    path("praca/miasta/<slug:slug>/ludnosc/", city_population, name="city_population"),
]
