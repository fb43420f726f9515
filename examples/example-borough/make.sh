#!/usr/bin/env bash
# Makes the four toolkits of Example Borough Council, quarter by quarter, as its Prevent lead would.
# The council is invented, and so is all that is said of it.
#
#   ./make.sh [FOLDER]      writes into FOLDER; without it, into the folder of this script
#
# Most is done by command. What has no command is written by hand, as in an editor: `below` and `instead` put text
# into a file, `strike` takes lines out. Every date is given, so that the files are the same on any day.
set -euo pipefail

folder=${1:-$(dirname "$0")}
mkdir -p "$folder/toolkits"
[ -e "$folder/prevent.toml" ] || cp "$(dirname "$0")/prevent.toml" "$folder"
cd "$folder"

q1=toolkits/example-borough-council/2025-06.yaml
q2=toolkits/example-borough-council/2025-09.yaml
q3=toolkits/example-borough-council/2025-12.yaml
q4=toolkits/example-borough-council/2026-03.yaml
rm -f "$q1" "$q2" "$q3" "$q4"

below() { # below FILE LINE: put what is read under the first line that reads LINE
  line=$2 text=$(cat) awk '{ print } $0 == ENVIRON["line"] && !n++ { print ENVIRON["text"] } END { exit !n }' "$1" > new
  mv new "$1"
}

instead() { # instead FILE LINE: put what is read in the place of the first line that reads LINE
  line=$2 text=$(cat) awk '$0 == ENVIRON["line"] && !n++ { print ENVIRON["text"]; next } { print } END { exit !n }' "$1" > new
  mv new "$1"
}

strike() { # strike FILE FIRST LAST: take out the lines from the first that reads FIRST to the next that reads LAST
  first=$2 last=$3 awk '
    $0 == ENVIRON["first"] && !n++ { out = 1 }
    !out { print }
    out && $0 == ENVIRON["last"] { out = 0 }
    END { exit !n || out }' "$1" > new
  mv new "$1"
}


# ---------------------------------------------------------------- Q1 2025/26: a new Prevent lead takes stock

prevent new "Example Borough Council" --period "Q1 2025/26" --audience public

instead $q1 "title: Prevent duty toolkit for local authorities, self-assessment" <<'EOF'
title: Prevent duty toolkit
about: |
  Example Borough Council is invented, and so are its people, its partners and every fact below.
  The toolkit shows how a council might keep its self-assessment from quarter to quarter.
EOF

below $q1 "audience: public" <<'EOF'
as_of: 2025-06-30
marking: OFFICIAL
policy: share
# Who owns what. Posts and bodies only: people come and go.
roles:
  - name: Prevent lead
    aka: [Prevent coordinator]
  - name: Deputy Prevent lead
  - name: Prevent Board
    aka: [Board, Prevent partnership board]
  - name: Head of community safety
  - name: Portfolio holder for communities
  - name: Channel chair
  - name: Training lead
    aka: [Workforce development lead]
  - name: Education safeguarding lead
  - name: Head of IT
  - name: Lettings team
    aka: [Venues and lettings, Venue hire team]
  - name: Licensing team
  - name: Communications team
    aka: [Comms]
  - name: Community engagement officer
  - name: Community Advisory Group
    aka: [CAG]
  - name: Police counter-terrorism team
    aka: [CT police]
  - name: Monitoring officer
  - name: Peer review team
  - name: All partners
glossary:
  CTLP: Counter-Terrorism Local Profile
  CTU: Counter-Terrorism Unit
EOF

# 1 Local risk assessment. A01 comes round every quarter.
prevent evidence add 1.1 --on "May 2025" \
  "The Prevent lead drew up a situational risk assessment from the May briefing. The board agreed it on 12 June and gave every risk an owner. It looks back over twelve months and ahead to the next two quarters."
prevent evidence add 1.2 --on "May 2025" \
  "The police sent the draft profile to partners for comment in April. Nine partners sent comments, and the final text took up most of them."
prevent evidence add 1.3.1 --on "Jun 2025" \
  "The chief executive and the board were briefed in June. A page without sensitive data is on the partners' shared site."
prevent evidence add 1.3.1 --on "Jun 2025" --audience partners \
  "The partners' version went to the board's members and to designated safeguarding leads. Schools asked for shorter wording next time."
prevent evidence add 1.3.2 --on "May 2025" "The briefing took place within four weeks of the profile's publication."
prevent action add 1.1 "Update the situational risk assessment after each quarterly briefing." \
  --owner "Prevent lead" --raised "Apr 2025" --due 2025-06-30 --repeats quarterly
prevent action complete A01 --on 2025-06-12 --outcome "The board agreed the assessment on 12 June."
prevent rate 1 green --by "Prevent Board" --on 2025-06-12

# 2 Multi-agency partnership board. A02 to A04.
prevent evidence add 2.1 --on 2025-06-12 \
  "The board meets every quarter with the head of community safety in the chair. It agreed the partnership plan and the risk assessment on 12 June, and went through the performance report."
prevent evidence add 2.2.1 --on 2025-06-12 "Each meeting sees the number of referrals by sector and by outcome, without personal data."
prevent evidence add 2.2.2 --on 2025-06-12 --audience officers \
  "The board's confidential part heard a case study from the Channel chair in June."
prevent evidence add 2.3 --on "Apr 2025" "The Prevent leads of neighbouring councils meet every six weeks and share training material."
prevent evidence add 2.4 --on "May 2025" \
  "The portfolio holder for communities sits on the board and opened the members' briefing in May."
prevent answer 2.1.4 partly
prevent answer 2.1.5 "not met"
prevent action add 2.1.5 "Agree a named deputy with each partner who missed more than one meeting in the last year." \
  --owner "Head of community safety" --raised "Jun 2025" --due "Sep 2025"
prevent action add 2.1.4 "Add measures of impact to the quarterly performance report." \
  --owner "Prevent lead" --raised "Jun 2025" --due "Dec 2025"
prevent action add 2.3.2 "Hold a joint meeting with the Prevent boards of the neighbouring councils." \
  --owner "Prevent Board" --raised "Jun 2025" --awaiting "dates from the neighbouring councils"
prevent rate 2 amber --by "Prevent Board" --on 2025-06-12 --reason "Health and probation have missed meetings."

# 3 Prevent partnership action plan. A05.
prevent evidence add 3.1 --on 2025-06-12 \
  "The plan for 2025/26 names the part of the police, health, probation, schools and colleges, housing and the voluntary sector. Each was at the planning day in April."
prevent evidence add 3.2 --on "Apr 2025" \
  "The corporate plan, the community safety strategy and both safeguarding policies name the Prevent duty and who answers for it."
prevent evidence add 3.3 --on 2025-06-12 "The plan marks each line that answers a recommendation of the profile."
prevent answer 3.3.1 partly
prevent action add 3.3.1 "Give every line of the plan that answers the profile an owner and a date." \
  --owner "Prevent lead" --raised "Jun 2025" --due "Oct 2025"
prevent rate 3 green --by "Prevent Board" --on 2025-06-12

# 4 Referral process. A06 and A07. The procedure is due for review at the end of the year.
prevent evidence add 4.1 --on "Apr 2025" --expires "Dec 2025" \
  "One referral form for all partners goes to the safeguarding hub and from there to the police on the same day. The safeguarding procedures hold the form and a flowchart."
prevent evidence add 4.2 --on "May 2025" \
  "The hub looks at every referral that Channel does not take and offers early help, mental health support or mentoring. The list of local interventions was checked in May."
prevent action add 4.1.3 "Tell everyone who makes a referral what came of it, within four weeks." \
  --owner "Channel chair" --raised "Jun 2025" --due "Sep 2025"
prevent action add 4.1.2 "Redraw the referral flowchart for frontline teams and put it on the intranet." \
  --owner "Deputy Prevent lead" --owner "Communications team" --raised "Jun 2025" --due "Dec 2025"
prevent rate 4 green --by "Prevent Board" --on 2025-06-12

# 5 Channel panel. A08 and A09. What tells of cases is for officers.
prevent evidence add 5.1 --on "Jun 2025" \
  "The panel met in every month from April to June. A head of service from adult care is in the chair, and the register shows every sector at each meeting."
prevent evidence add 5.2 --on "May 2025" "The terms of reference set out the thresholds, and the panel records how it weighed each assessment."
prevent evidence add 5.3 --on "Apr 2025" "The information sharing agreement was renewed in April, and the data protection officer approved it."
prevent evidence add 5.4.1 --on "Apr 2025" --audience officers \
  "The panel's yearly review of closed cases, with the lessons drawn from them."
prevent evidence add 5.5 --on "Jun 2025" "The police report to the panel at six and at twelve months, and the panel's calendar holds the dates."
prevent evidence add 5.6 --on "Apr 2025" "The protocol with the neighbouring panels covers transfers of cases and of data."
prevent evidence add 5.7 --on "Apr 2025" \
  "Where consent is not given, the hub's manager decides on a strategy discussion the same day, with the police."
prevent answer 5.3 met
prevent action add 5.4.2 "Send a paper on the panel's lessons of the year to the neighbouring panels." \
  --owner "Channel chair" --raised "May 2025" --due "Nov 2025" --audience partners
prevent action add 5.6.1 "Test the transfer protocol with a neighbouring panel in a desktop exercise." \
  --owner "Channel chair" --owner "Police counter-terrorism team" --raised "May 2025" --due "Sep 2025"
prevent rate 5 green --by "Prevent Board" --on 2025-06-12

# 6 Prevent problem-solving process. A10 and A11, for officers.
prevent evidence add 6.2 --on "Apr 2025" "The Prevent lead and the deputy are named, and both have been cleared."
prevent evidence add 6.1.1 --on "May 2025" --audience officers \
  "A problem-solving meeting with the police, licensing and trading standards took place in May. It works from notes, without a protocol."
prevent answer 6.1.1 partly
prevent answer 6.2.3 "not met"
prevent action add 6.1.1 "Agree a written problem-solving protocol with the police." \
  --owner "Prevent lead" --owner "Police counter-terrorism team" --raised "Apr 2025" --due "Nov 2025" --audience officers
prevent action add 6.2.3 "Send the Prevent lead and the deputy on the course about options for disruption." \
  --owner "Prevent lead" --raised "Apr 2025" --awaiting "dates of the regional course" --audience officers
prevent rate 6 amber --by "Prevent Board" --on 2025-06-12 --reason "The meetings work, but no protocol has been agreed."

# 7 Training programme. A12 to A16.
prevent evidence add 7.1 --on "Jun 2025" \
  "Training comes in levels, from a half hour online to a full day. Every induction includes it, and 62% of frontline staff have a current certificate."
prevent evidence add 7.2 --on "Jun 2025" "Each course ends with practice on the referral form, and the intranet names whom to ask."
prevent evidence add 7.3 --on "May 2025" "The training lead asked each head of service which posts need which level. The training register is a spreadsheet."
prevent evidence add 7.4 --on "Jun 2025" \
  "Twenty-six schools, the college and the pupil referral unit (PRU) took part in this year's programme of workshops. The education safeguarding lead writes to their safeguarding leads when tensions rise."
prevent evidence add 7.6 --on "Jun 2025" "The intranet has a Prevent page with the duty in short, the online course and the referral form."
prevent evidence add 7.8 --on "Apr 2025" "The Prevent lead goes to the regional learning days, and a yearly plan sets out what else is needed."
prevent evidence add 7.9 --on "May 2025" "Housing, libraries, youth work and licensing have a page of guidance each, and team meetings have gone through it."
prevent answer 7.1.4 partly
prevent answer 7.2.2 partly
prevent answer 7.3.4 partly
prevent answer 7.5.1 "not met"
prevent action add 7.1.2 "Raise the share of frontline staff with a current certificate to 85%." \
  --owner "Training lead" --raised "May 2025" --due "Dec 2025"
prevent action add 7.3.3 "Move the training register from the spreadsheet into the personnel system." \
  --owner "Training lead" --owner "Head of IT" --raised "May 2025" --due "Sep 2025" --also 7.3.4 --also 7.3.5
prevent action add 7.4.1 "Offer two sessions a year to families who educate at home." \
  --owner "Education safeguarding lead" --raised "May 2025" --due "Nov 2025"
prevent action add 7.5.1 "Draw up a list of supplementary schools and the rooms they use." \
  --owner "Education safeguarding lead" --owner "Community engagement officer" --raised "May 2025" --due "Dec 2025"
prevent action add 7.7 "Write an induction pack for officers who are new to Prevent." \
  --owner "Deputy Prevent lead" --raised "Apr 2025" --due "Aug 2025"
prevent rate 7 amber --by "Prevent Board" --on 2025-06-12 --reason "Too few frontline staff have a current certificate."

# 8 Venue hire. A17 to A20. The first Red.
prevent evidence add 8.2.1 --on "Apr 2025" --expires "Apr 2026" \
  "The web filter of the staff network was tested in April, and it blocked every address on the test list."
prevent evidence add 8.1.4 --on "May 2025" "The lettings team has the contact points at the CTU for checks on speakers."
prevent evidence add 8.3.7 --on "May 2025" "The Prevent lead spoke to the owners of the larger halls about reputation and equality in May."
prevent evidence add 8.3.8 --on "May 2025" "The Prevent lead helps with open-source checks when a venue asks, and a log is kept."
prevent answer 8.1.1 partly
prevent answer 8.1.2 partly
prevent answer 8.1.3 "not met"
prevent answer 8.2.2 "not met"
prevent answer 8.3.1 "not met"
prevent answer 8.3.4 "not applicable" --reason "No university and no hospital in the borough lets rooms."
prevent answer 8.3.5 "not met"
prevent answer 8.3.6 "not met"
prevent action add 8.1 "Adopt a venue hire policy for the whole council, with checks on speakers." \
  --owner "Lettings team" --owner "Prevent lead" --raised "Apr 2025" --due "Sep 2025"
prevent action add 8.2.2 "Extend the web filter to the public wifi in libraries and leisure centres." \
  --owner "Head of IT" --raised "Apr 2025" --due "Aug 2025"
prevent action add 8.3.5 "Send guidance on lettings to village halls, faith groups and parish councils." \
  --owner "Lettings team" --raised "May 2025" --due "Jan 2026" --awaiting "the venue hire policy" --also 8.3.1
prevent action add 8.3.6 "Brief hotels and licensed premises at the pub watch and hoteliers' meetings." \
  --owner "Licensing team" --raised "May 2025" --due "Feb 2026"
prevent rate 8 red --by "Prevent Board" --on 2025-06-12 \
  --reason "There is no policy for the council's own halls, and the public wifi is not filtered."

# 9 Community engagement. A21 and A22.
prevent evidence add 9.1 --on "Jun 2025" \
  "The community engagement officer met eighteen groups in the quarter, faith groups and others. Two open evenings asked what people think of Prevent."
prevent evidence add 9.2 --on "Mar 2025" "The Community Advisory Group last met in March, with most of its members present. Its chair has stepped down since."
prevent evidence add 9.3 --on "May 2025" "The council and a youth charity run a sports project and a course on media literacy."
prevent answer 9.2.2 partly
prevent answer 9.2.3 partly
prevent action add 9.2 "Find a new chair for the Community Advisory Group and call its next meeting." \
  --owner "Community engagement officer" --owner "Portfolio holder for communities" --raised "May 2025" --due "Aug 2025"
prevent action add 9.3.2 "Open a small grants round for projects of community groups." \
  --owner "Community engagement officer" --raised "Jun 2025" --due "Dec 2025"
prevent rate 9 amber --by "Prevent Board" --on 2025-06-12 --reason "The advisory group has no chair."

# 10 Communications. A23.
prevent evidence add 10.1 --on "May 2025" \
  "Website, newsletter and social media carry Prevent stories, and the communications team clears wording with the police after incidents."
prevent answer 10.2.1 partly
prevent answer 10.2.2 partly
prevent action add 10.2 "Publish a communications plan for 2025/26." \
  --owner "Communications team" --raised "May 2025" --due "Jul 2025"
prevent rate 10 amber --by "Prevent Board" --on 2025-06-12 --reason "Last year's plan has ended, and the new one is a draft."

# By hand: why one piece of evidence is withheld, and the words of the summary page.
below $q1 "              - text: The panel's yearly review of closed cases, with the lessons drawn from them." <<'EOF'
                withheld: {reason: it tells of people's cases, exemption: Sch 12A para 2, by: Monitoring officer}
EOF
below $q1 '  - id: "1"' <<'EOF'
    next_steps: Keep the assessment up to date.
EOF
below $q1 '  - id: "2"' <<'EOF'
    next_steps: Agree deputies with the partners who miss meetings.
EOF
below $q1 '  - id: "3"' <<'EOF'
    next_steps: Give every line of the plan an owner and a date.
EOF
below $q1 '  - id: "4"' <<'EOF'
    next_steps: Tell people what came of their referrals.
EOF
below $q1 '  - id: "5"' <<'EOF'
    next_steps: Test the transfer protocol.
EOF
below $q1 '  - id: "6"' <<'EOF'
    next_steps: Write down how partners work together.
EOF
below $q1 '  - id: "7"' <<'EOF'
    next_steps: Train more frontline staff, and keep a register that can be searched.
    comments: Demand for the full-day course is higher than the number of places.
EOF
below $q1 '  - id: "8"' <<'EOF'
    next_steps: Adopt a venue hire policy, and filter the public wifi.
    comments: The board asked for a report on this benchmark at every meeting until it is no longer Red.
EOF
below $q1 '  - id: "9"' <<'EOF'
    next_steps: Find a chair for the advisory group.
EOF
below $q1 '  - id: "10"' <<'EOF'
    next_steps: Publish the plan.
EOF
prevent fmt


# ---------------------------------------------------------------- Q2 2025/26: peers look at the Channel panel

prevent rollover --period "Q2 2025/26"
below $q2 "period: Q2 2025/26" <<'EOF'
as_of: 2025-09-30
EOF

prevent evidence add 1.1 --on "Aug 2025" "The assessment was brought up to date after the August briefing, and the board agreed it on 11 September."
prevent action complete A01 --on 2025-09-11 --outcome "The board agreed the assessment on 11 September."
prevent rate 1 green --by "Prevent Board" --on 2025-09-11

prevent action update A02 --status "in progress" --on 2025-09-11 --note "Probation has named a deputy; health is to follow."
prevent action update A02 --due "Nov 2025" --on 2025-09-11 --because "The health service is being reorganised."
prevent rate 2 amber --by "Prevent Board" --on 2025-09-11 --reason "One sector still has no deputy."

prevent action update A05 --status "in progress" --on 2025-09-11 --note "Half of the lines have an owner and a date."
prevent rate 3 green --by "Prevent Board" --on 2025-09-11

prevent action complete A06 --on 2025-09-02 --outcome "A letter template is in use, and the panel's secretary sends it."
prevent rate 4 green --by "Prevent Board" --on 2025-09-11

# The peers see the Channel panel otherwise than the board does. A24 and A25 are theirs.
prevent action update A09 --due "Nov 2025" --on 2025-09-11 --because "The neighbouring panel had no date before."
prevent action add 5.2 "Train every panel member on the thresholds, with cases made up for the purpose." \
  --owner "Channel chair" --owner "Training lead" --raised 2025-09-18 --due "Jan 2026"
prevent action add 5.1.3 "Name a deputy for each sector on the panel." \
  --owner "Channel chair" --raised 2025-09-18 --due "Dec 2025"
prevent rate 5 green --by "Prevent Board" --on 2025-09-11 --reason "The panel meets every month, and its decisions are sound."
below $q2 '  - id: "5"' <<'EOF'
    moderated:
      - value: amber
        by: Peer review team
        on: 2025-09-18
        reason: Members have had no training on thresholds for two years.
EOF
instead $q2 "    next_steps: Test the transfer protocol." <<'EOF'
    next_steps: Train the members, name deputies, test the transfer protocol.
EOF

prevent action update A10 --status "in progress" --on 2025-09-11 --note "A first draft is with the police."
prevent rate 6 amber --by "Prevent Board" --on 2025-09-11 --reason "The protocol is a draft."

prevent evidence add 7.1 --on "Sep 2025" "At the end of September 71% of frontline staff had a current certificate."
prevent evidence add 7.7 --on "Aug 2025" "The induction pack covers the local profile, ideologies and why people are drawn in, and says what further training there is."
prevent action update A13 --due "Dec 2025" --on 2025-09-11 --because "The personnel system is being replaced."
prevent action complete A16 --on 2025-08-20 --outcome "The pack is in use; the deputy was the first to work through it."
prevent answer 7.1.4 met
prevent evidence add 7.1.4 --on "Sep 2025" "A short questionnaire three months after each course shows what has stayed."
prevent rate 7 amber --by "Prevent Board" --on 2025-09-11 --reason "Take-up is rising, but not there yet."

prevent action update A17 --due "Nov 2025" --on 2025-09-11 --because "The legal team asked for a clause on cancellation."
prevent action update A18 --status "in progress" --on 2025-09-11 --note "Libraries are done, leisure centres are next."
prevent action update A18 --due "Oct 2025" --on 2025-09-11 --because "The contractor was late."
prevent rate 8 red --by "Prevent Board" --on 2025-09-11 --reason "The policy is not adopted yet."

prevent action update A21 --due "Nov 2025" --on 2025-09-11 --because "Nobody was found over the summer."
prevent rate 9 amber --by "Prevent Board" --on 2025-09-11 --reason "The advisory group still has no chair."

prevent evidence add 10.2 --on "Jul 2025" --link https://example.org/prevent/communications-plan \
  "The communications plan for 2025/26 was published in July. Every service adds to its calendar, and it tells of local projects by name."
prevent action complete A23 --on 2025-07-28 --outcome "The plan is on the council's website."
prevent answer 10.2.1 met
prevent answer 10.2.2 met
prevent rate 10 green --by "Prevent Board" --on 2025-09-11
instead $q2 "    next_steps: Publish the plan." <<'EOF'
    next_steps: Keep to the plan's calendar.
EOF
prevent fmt


# ---------------------------------------------------------------- Q3 2025/26: a policy at last, and a group that does not meet

prevent rollover --period "Q3 2025/26"
below $q3 "period: Q3 2025/26" <<'EOF'
as_of: 2025-12-31
EOF

prevent evidence add 1.1 --on "Nov 2025" "The assessment was brought up to date after the November briefing, and the board agreed it on 11 December."
prevent action complete A01 --on 2025-12-11 --outcome "The board agreed the assessment on 11 December."
prevent rate 1 green --by "Prevent Board" --on 2025-12-11

prevent action complete A02 --on 2025-11-25 --outcome "Every partner has a named deputy; all sectors came in December."
prevent action complete A03 --on 2025-12-11 --outcome "The report has five measures of impact from this quarter on."
prevent answer 2.1.5 met
prevent answer 2.1.4 met
prevent rate 2 green --by "Prevent Board" --on 2025-12-11
instead $q3 "    next_steps: Agree deputies with the partners who miss meetings." <<'EOF'
    next_steps: Meet the boards of the neighbouring councils.
EOF

# The board is stricter than the count, and says why.
prevent rate 3 amber --by "Prevent Board" --on 2025-12-11 \
  --reason "A new profile came out in November, and the plan does not answer it yet."

# The peers found that the letters of A06 had stopped. It was complete, so the roll-over before had left it out.
below $q3 '          - id: "4.1.3"' <<'EOF'
            actions:
              - id: A06
                text: Tell everyone who makes a referral what came of it, within four weeks.
                owners: [Channel chair]
                raised: Jun 2025
                due: Sep 2025
                revised:
                  - {due: Feb 2026, on: 2025-12-11, reason: The letters stopped when the panel's secretary left.}
                status: open
EOF
prevent answer 4.1.3 partly
prevent action update A07 --due "Mar 2026" --on 2025-12-11 --because "It is to follow the review of the procedure."
prevent action add 4.1 "Review the referral procedure and have the board agree it." \
  --owner "Prevent lead" --raised 2025-12-11 --due "Jun 2026"
prevent rate 4 green --by "Prevent Board" --on 2025-12-11 --reason "The procedure works; its review has been begun."

prevent evidence add 5.4.2 --on "Nov 2025" --audience partners "The neighbouring panels have a paper on the lessons of the year, and two of them sent theirs in return."
prevent action complete A08 --on 2025-11-14 --outcome "The paper went to the neighbouring panels on 14 November."
prevent action complete A25 --on 2025-12-03 --outcome "Each sector has named a deputy, and the register lists them."
prevent rate 5 amber --by "Prevent Board" --on 2025-12-11 --reason "The board has taken the peers' view until the training is done."

# Since the autumn the police number the actions they share with the council.
instead $q3 "              - id: A10" <<'EOF'
              - id: PS-1
                was: [A10]
EOF
prevent action update PS-1 --due "Feb 2026" --on 2025-12-11 --because "The police asked for a second round of comments."
prevent rate 6 amber --by "Prevent Board" --on 2025-12-11 --reason "The protocol is still a draft."

prevent evidence add 7.1 --on "Dec 2025" "At the end of December 78% of frontline staff had a current certificate."
prevent action update A12 --due "Mar 2026" --on 2025-12-11 --because "The full-day course is booked out until the new year."
prevent action update A13 --due "Feb 2026" --on 2025-12-11 --because "The new personnel system goes live in January."
prevent action update A14 --due "Feb 2026" --on 2025-12-11 --because "The first date clashed with the school holidays."
prevent action update A15 --status deferred --due "Sep 2026" --on 2025-12-11 --because "It waits for the guidance." \
  --reason "The Board decided on 11 December to wait for national guidance on out-of-school settings."
prevent rate 7 amber --by "Prevent Board" --on 2025-12-11 --reason "Take-up is below 85%."

prevent evidence add 8.1 --on "Nov 2025" --link https://example.org/lettings/venue-hire-policy \
  "The cabinet adopted the venue hire policy on 19 November. Every booking of a hall now asks who will speak, and the lettings team checks names with the Prevent lead."
prevent evidence add 8.2.2 --on "Oct 2025" "The filter has covered the wifi of libraries and leisure centres since 20 October."
prevent action complete A17 --on 2025-11-19 --outcome "The cabinet adopted the policy on 19 November."
prevent action complete A18 --on 2025-10-20 --outcome "All public wifi of the council is filtered."
prevent answer 8.1.3 partly
prevent answer 8.1.2 met
prevent answer 8.2.2 met
prevent rate 8 amber --by "Prevent Board" --on 2025-12-11 --reason "The policy is adopted, but few outside the council know of it."
instead $q3 "    next_steps: Adopt a venue hire policy, and filter the public wifi." <<'EOF'
    next_steps: Take the policy to village halls, faith groups, hotels and licensed premises.
EOF
instead $q3 "    comments: The board asked for a report on this benchmark at every meeting until it is no longer Red." <<'EOF'
    comments: The board thanked the lettings team and will look at the log of checks in March.
EOF

prevent answer 9.2.2 "not met"
prevent action update A22 --due "Jun 2026" --on 2025-12-11 --because "The budget for it was moved to the next year."
prevent rate 9 red --by "Prevent Board" --on 2025-12-11 \
  --reason "The advisory group has not met since March, and the search for a chair is overdue."

prevent action add 10.1.2 "Prepare holding lines for use after incidents, and clear them with the police." \
  --owner "Communications team" --owner "Police counter-terrorism team" --raised 2025-12-11 --due "Mar 2026" --audience partners
prevent rate 10 green --by "Prevent Board" --on 2025-12-11

# A finding that the board accepts for a while.
cat >> $q3 <<'EOF'
waivers:
  - code: overdue
    at: A09
    reason: The neighbouring panel changes its chair; the board agreed on 11 December to wait.
    until: Feb 2026
EOF
prevent fmt


# ---------------------------------------------------------------- Q4 2025/26: training is there, the procedure runs out

prevent rollover --period "Q4 2025/26"
below $q4 "period: Q4 2025/26" <<'EOF'
as_of: 2026-03-31
EOF

prevent evidence add 1.1 --on "Feb 2026" "The assessment was brought up to date after the February briefing, and the board agreed it on 12 March."
prevent action complete A01 --on 2026-03-12 --outcome "The board agreed the assessment on 12 March."
prevent rate 1 green --by "Prevent Board" --on 2026-03-12

prevent action update A04 --due "Sep 2026" --awaiting none
prevent rate 2 green --by "Prevent Board" --on 2026-03-12

prevent evidence add 3.3 --on 2026-03-12 "The plan for 2026/27 answers each recommendation of the new profile with an owner and a date."
prevent action complete A05 --on 2026-03-12 --outcome "The board agreed the plan for 2026/27 on 12 March."
prevent answer 3.3.1 met
prevent rate 3 green --by "Prevent Board" --on 2026-03-12
instead $q4 "    next_steps: Give every line of the plan an owner and a date." <<'EOF'
    next_steps: All actions are complete.
EOF

prevent action update A06 --due "May 2026" --on 2026-03-12 --because "The new secretary begins in April."
prevent action update A07 --due "Jun 2026" --on 2026-03-12 --because "It is to follow the review of the procedure."
prevent rate 4 amber --by "Prevent Board" --on 2026-03-12 --reason "The procedure is past its review date."
instead $q4 "    next_steps: Tell people what came of their referrals." <<'EOF'
    next_steps: Review the procedure, and tell people what came of their referrals.
EOF

prevent evidence add 5.2 --on "Jan 2026" "All panel members and their deputies were trained on the thresholds in January."
prevent action complete A24 --on 2026-01-22 --outcome "All members and deputies came; the peers sent the material."
prevent action update A09 --due "May 2026" --on 2026-03-12 --because "The neighbouring panel has a new chair now."
prevent rate 5 green --by "Prevent Board" --on 2026-03-12
instead $q4 "    next_steps: Train the members, name deputies, test the transfer protocol." <<'EOF'
    next_steps: Test the transfer protocol.
EOF

# Another rating that differs from the count, with its reason.
prevent evidence add 6.1.1 --on "Mar 2026" --audience officers "The protocol was signed by the council and the police on 5 March."
prevent action complete PS-1 --on 2026-03-05 --outcome "Both sides have signed the protocol."
prevent answer 6.1.1 met
prevent answer 6.1.2 "not applicable" --reason "There are partnership arrangements, and the protocol sets them out."
prevent rate 6 amber --by "Prevent Board" --on 2026-03-12 --reason "The protocol is signed, but has not been used yet."
instead $q4 "    next_steps: Write down how partners work together." <<'EOF'
    next_steps: Use the protocol, and book the course.
EOF

prevent evidence add 7.1 --on "Mar 2026" "At the end of March 84% of frontline staff had a current certificate."
prevent evidence add 7.3 --on "Feb 2026" "The personnel system has held the register since February, and it reminds managers who is untrained."
prevent action update A12 --due "Jun 2026" --on 2026-03-12 --because "One per cent is missing; two courses are planned for May."
prevent action complete A13 --on 2026-02-16 --outcome "The register is in the personnel system, with a monthly reminder to managers."
prevent answer 7.2.2 met
prevent evidence add 7.2.2 --on "Feb 2026" "The questionnaire after each course now asks when to refer and when not to."
prevent answer 7.3.4 met
prevent rate 7 green --by "Prevent Board" --on 2026-03-12 --reason "The board holds 84% to be close enough, with courses planned for May."
instead $q4 "    next_steps: Train more frontline staff, and keep a register that can be searched." <<'EOF'
    next_steps: Reach 85% by the summer.
EOF
# An edit that should not have happened: somebody took A14 out, and nothing says why. `prevent diff` sees it.
strike $q4 "              - id: A14" "                status: open"

prevent evidence add 8.1.1 --on "Feb 2026" "Managers of all buildings were briefed on the policy in February."
prevent action complete A19 --on 2026-01-30 --outcome "Guidance went to all village halls, faith groups and parish councils."
prevent answer 8.1.1 met
prevent answer 8.1.3 met
prevent answer 8.3.1 partly
prevent answer 8.3.5 met
prevent evidence add 8.3.5 --on "Jan 2026" "Guidance with a checklist went to village halls, faith groups and parish councils in January."
prevent rate 8 amber --by "Prevent Board" --on 2026-03-12 --reason "Hotels and licensed premises have not been briefed."

prevent evidence add 9.2 --on "Feb 2026" "The Community Advisory Group met on 18 February under a new chair and agreed its dates for the year."
prevent action complete A21 --on 2026-02-18 --outcome "A new chair was found; the group met on 18 February."
prevent answer 9.2.2 partly
prevent rate 9 amber --by "Prevent Board" --on 2026-03-12 --reason "The advisory group meets again, but has yet to win back members."
instead $q4 "    next_steps: Find a chair for the advisory group." <<'EOF'
    next_steps: Win back members, and open the grants round.
EOF
prevent action add 9.2.2 "Ask each group that no longer sends anybody to the advisory group what would bring it back." \
  --owner "Community Advisory Group" --owner "Community engagement officer" --raised 2026-03-12 --due "Jul 2026"

prevent action complete A27 --on 2026-03-20 --outcome "The police have cleared the lines."
prevent rate 10 green --by "Prevent Board" --on 2026-03-12
prevent fmt
