<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Outbox</name>
    <message numerus="yes">
        <source>%1: %2 and %n more</source>
        <comment>a deed and what it is done to</comment>
        <translation>
            <numerusform>%1: %2 and %n more</numerusform>
            <numerusform>%1: %2 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message numerus="yes">
        <source>%n came late</source>
        <translation>
            <numerusform>%n came late</numerusform>
            <numerusform>%n came late</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n missed</source>
        <comment>events while away</comment>
        <translation>
            <numerusform>%n missed</numerusform>
            <numerusform>%n missed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n still active</source>
        <translation>
            <numerusform>%n still active</numerusform>
            <numerusform>%n still active</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n held back; all of them are in the list</source>
        <translation>
            <numerusform>%n held back; it is in the list</numerusform>
            <numerusform>%n held back; all of them are in the list</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sign</name>
    <message numerus="yes">
        <source>Polling every %n s</source>
        <translation>
            <numerusform>Polling every second</numerusform>
            <numerusform>Polling every %n s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Table</name>
    <message numerus="yes">
        <source>%n places</source>
        <translation>
            <numerusform>%n place</numerusform>
            <numerusform>%n places</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::AlarmDetail</name>
    <message numerus="yes">
        <source>Came %n times, the last at %1</source>
        <translation>
            <numerusform>Came %n time, the last at %1</numerusform>
            <numerusform>Came %n times, the last at %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Passed on %n times, because nobody answered</source>
        <translation>
            <numerusform>Passed on %n time, because nobody answered</numerusform>
            <numerusform>Passed on %n times, because nobody answered</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::AlarmHealthPage</name>
    <message numerus="yes">
        <source>%n alarms</source>
        <translation>
            <numerusform>%n alarm</numerusform>
            <numerusform>%n alarms</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n times</source>
        <comment>chattering</comment>
        <translation>
            <numerusform>%n time</numerusform>
            <numerusform>%n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n floods</source>
        <translation>
            <numerusform>%n flood</numerusform>
            <numerusform>%n floods</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::BellButton</name>
    <message numerus="yes">
        <source>Notifications, %n unread</source>
        <translation>
            <numerusform>Notifications, %n unread</numerusform>
            <numerusform>Notifications, %n unread</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::BudgetsPanel</name>
    <message numerus="yes">
        <source>%n with a budget</source>
        <translation>
            <numerusform>%n with a budget</numerusform>
            <numerusform>%n with a budget</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::DayWorks</name>
    <message numerus="yes">
        <source>%n works</source>
        <translation>
            <numerusform>%n work</numerusform>
            <numerusform>%n works</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::Gantt</name>
    <message numerus="yes">
        <source>Overdue by %n days</source>
        <translation>
            <numerusform>Overdue by %n day</numerusform>
            <numerusform>Overdue by %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::InboxModel</name>
    <message numerus="yes">
        <source>told %n times</source>
        <translation>
            <numerusform>told %n time</numerusform>
            <numerusform>told %n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::MachinePage</name>
    <message numerus="yes">
        <source>What it stood for, %n days</source>
        <translation>
            <numerusform>What it stood for, %n day</numerusform>
            <numerusform>What it stood for, %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::MeanBars</name>
    <message numerus="yes">
        <source>%n bars, mean %1</source>
        <translation>
            <numerusform>%n bar, mean %1</numerusform>
            <numerusform>%n bars, mean %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::MonthPlans</name>
    <message numerus="yes">
        <source>%n are fulfilled</source>
        <comment>works</comment>
        <translation>
            <numerusform>%n is fulfilled</numerusform>
            <numerusform>%n are fulfilled</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::MoveBar</name>
    <message numerus="yes">
        <source>%n places</source>
        <translation>
            <numerusform>%n place</numerusform>
            <numerusform>%n places</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::OrderCard</name>
    <message numerus="yes">
        <source>%n places</source>
        <translation>
            <numerusform>%n place</numerusform>
            <numerusform>%n places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n guests</source>
        <translation>
            <numerusform>%n guest</numerusform>
            <numerusform>%n guests</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::OverviewPanel</name>
    <message numerus="yes">
        <source>The last %n hours</source>
        <translation>
            <numerusform>The last hour</numerusform>
            <numerusform>The last %n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>waiting; %n in progress</source>
        <translation>
            <numerusform>waiting; %n in progress</numerusform>
            <numerusform>waiting; %n in progress</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n came today</source>
        <translation>
            <numerusform>%n came today</numerusform>
            <numerusform>%n came today</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n high or urgent</source>
        <comment>tickets</comment>
        <translation>
            <numerusform>%n high or urgent</numerusform>
            <numerusform>%n high or urgent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dishes wait for a waiter</source>
        <translation>
            <numerusform>%n dish waits for a waiter</numerusform>
            <numerusform>%n dishes wait for a waiter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dishes are under way</source>
        <translation>
            <numerusform>%n dish is under way</numerusform>
            <numerusform>%n dishes are under way</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>of %n that are not done</source>
        <comment>works overdue</comment>
        <translation>
            <numerusform>of %n that is not done</numerusform>
            <numerusform>of %n that are not done</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::Pareto</name>
    <message numerus="yes">
        <source>%1, %n times</source>
        <translation>
            <numerusform>%1, once</numerusform>
            <numerusform>%1, %n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RailButton</name>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n unread</numerusform>
            <numerusform>%n unread</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RecordTable</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ScheduleTable</name>
    <message numerus="yes">
        <source>of %n that are not done</source>
        <comment>works</comment>
        <translation>
            <numerusform>of %n that is not done</numerusform>
            <numerusform>of %n that are not done</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Overdue by %n days</source>
        <translation>
            <numerusform>Overdue by %n day</numerusform>
            <numerusform>Overdue by %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ShelveBar</name>
    <message numerus="yes">
        <source>Shelve %n</source>
        <translation>
            <numerusform>Shelve %n</numerusform>
            <numerusform>Shelve %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ShiftMap</name>
    <message numerus="yes">
        <source>%n machines</source>
        <translation>
            <numerusform>%n machine</numerusform>
            <numerusform>%n machines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::SplitBars</name>
    <message numerus="yes">
        <source>%n alarms</source>
        <translation>
            <numerusform>%n alarm</numerusform>
            <numerusform>%n alarms</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::StatusStrip</name>
    <message numerus="yes">
        <source>%n not sent yet</source>
        <comment>writes</comment>
        <translation>
            <numerusform>%n not sent yet</numerusform>
            <numerusform>%n not sent yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not accepted</source>
        <comment>writes</comment>
        <translation>
            <numerusform>%n not accepted</numerusform>
            <numerusform>%n not accepted</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::TableTools</name>
    <message numerus="yes">
        <source>%n rows written to %1</source>
        <translation>
            <numerusform>%n row written to %1</numerusform>
            <numerusform>%n rows written to %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::TicketFigures</name>
    <message numerus="yes">
        <source>%n high or urgent</source>
        <translation>
            <numerusform>%n high or urgent</numerusform>
            <numerusform>%n high or urgent</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::TicketForm</name>
    <message numerus="yes">
        <source>What is wrong wants %n characters or more.</source>
        <translation>
            <numerusform>“What is wrong” wants at least %n character.</numerusform>
            <numerusform>“What is wrong” wants at least %n characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In full wants %n characters or more.</source>
        <translation>
            <numerusform>“In full” wants at least %n character.</numerusform>
            <numerusform>“In full” wants at least %n characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>That is more than %n characters.</source>
        <translation>
            <numerusform>That is more than %n character.</numerusform>
            <numerusform>That is more than %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::TicketsList</name>
    <message numerus="yes">
        <source>%n are not done</source>
        <translation>
            <numerusform>%n is not done</numerusform>
            <numerusform>%n are not done</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n are nobody&apos;s</source>
        <translation>
            <numerusform>%n is nobody&apos;s</numerusform>
            <numerusform>%n are nobody&apos;s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::TimesheetPage</name>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lines without a rate</source>
        <translation>
            <numerusform>%n line without a rate</numerusform>
            <numerusform>%n lines without a rate</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Rate of an hour for %n lines without one; empty: none</source>
        <translation>
            <numerusform>Rate of an hour for %n line without one; empty: none</numerusform>
            <numerusform>Rate of an hour for %n lines without one; empty: none</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ToastOverlay</name>
    <message numerus="yes">
        <source>%n more</source>
        <comment>toasts</comment>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::TotalsRow</name>
    <message numerus="yes">
        <source>In all: %n works</source>
        <translation>
            <numerusform>In all: %n work</numerusform>
            <numerusform>In all: %n works</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::Tray</name>
    <message numerus="yes">
        <source>Vakhta, %n unread</source>
        <translation>
            <numerusform>Vakhta, %n unread</numerusform>
            <numerusform>Vakhta, %n unread</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::WorktimePanel</name>
    <message numerus="yes">
        <source>%n still at work</source>
        <translation>
            <numerusform>%n still at work</numerusform>
            <numerusform>%n still at work</numerusform>
        </translation>
    </message>
</context>
</TS>
