# Targets for the Makefile of an association's own repository: put this file there and write
#
#   include sambruk.mk
#
# What can be set, in the Makefile before the include or on the command line:

SAMBRUK ?= sambruk# the program
ROOT ?= .# folder of the workspace
YEAR ?=# fiscal year; empty for the last one in the books
REV ?= HEAD# commit to compare with, or two as main..HEAD
OUT ?= build# folder that reports are written to

# As words of a shell, whatever they hold.
sambruk-quoted = '$(subst ','\'',$(1))'
sambruk-run = $(SAMBRUK) --root $(call sambruk-quoted,$(ROOT))
sambruk-year = $(if $(YEAR),-- $(call sambruk-quoted,$(YEAR)))

.PHONY: validate verify report statements balances dues members diff log sambruk-help

sambruk-help: ## list the targets of sambruk.mk
	@grep -hE '^[a-z-]+:.*## ' $(filter %sambruk.mk,$(MAKEFILE_LIST)) | sed -E 's/:.*## /\t/' | expand -t 16

validate: ## check books and register, warnings too
	@$(sambruk-run) validate --strict

verify: ## prove the seals of closed years
	@$(sambruk-run) verify

report: ## write the annual report of YEAR as PDF to OUT
	@mkdir -p $(call sambruk-quoted,$(OUT))
	@$(sambruk-run) report -o $(call sambruk-quoted,$(OUT)/report$(if $(YEAR),-$(subst /,-,$(YEAR))).pdf) $(sambruk-year)

statements: ## print income statement, balance sheet and notes of YEAR
	@$(sambruk-run) statements $(sambruk-year)

balances: ## print the trial balance of YEAR
	@$(sambruk-run) balances $(sambruk-year)

dues: ## list what each member owes in YEAR
	@$(sambruk-run) dues $(sambruk-year)

members: ## list the members
	@$(sambruk-run) members

diff: ## say what has changed since REV
	@$(sambruk-run) diff -- $(call sambruk-quoted,$(REV))

log: ## say which commits have changed NAME: a member, an account or a voucher
	@$(sambruk-run) log $(if $(NAME),-- $(call sambruk-quoted,$(NAME)))
