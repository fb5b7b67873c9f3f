// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/stylesheet.h"

#include "theme/theme.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr auto sheet = R"(
QToolTip { color: @Text; background: @Raised; border: 1px solid @Line; padding: 4px 8px; font-size: @caption; }
QLabel { background: transparent; }
*[textType="caption"] { font-size: @caption; }
*[textType="body"] { font-size: @body; }
*[textType="title"] { font-size: @title; }
*[textType="heading"] { font-size: @heading; }
*[textType="display"] { font-size: @display; }
*[textWeight="0"] { font-weight: 400; }
*[textWeight="1"] { font-weight: 500; }
*[textWeight="2"] { font-weight: 600; }
QLabel[textInk="text"] { color: @Text; }
QLabel[textInk="muted"] { color: @Muted; }
QLabel[textInk="accent"] { color: @Accent; }
QLabel[tone="critical"] { color: @CriticalText; }
QLabel[tone="warning"] { color: @WarningText; }

QFrame[card="true"] { background: @Surface; border: 1px solid @Line; border-radius: @radius; }
QFrame[raised="true"] { background: @Raised; border: 1px solid @Line; border-radius: @radius; }
QFrame[bar="true"] { background: @Surface; border: none; }
QFrame[rule="true"] { background: @Line; border: none; }
QScrollArea, QScrollArea > QWidget > QWidget[pane="true"] { background: transparent; border: none; }

QPushButton, QToolButton {
    color: @Text; background: @Raised; border: 1px solid @LineStrong; border-radius: @radius;
    min-height: @controlInner; padding: 0 12px; font-size: @body; font-weight: 500;
}
QPushButton:hover, QToolButton:hover { background: @Hover; }
QPushButton:pressed, QToolButton:pressed, QToolButton:checked, QPushButton:checked { background: @Selection; }
QPushButton:focus, QToolButton:focus { border: 2px solid @Focus; padding: 0 11px; }
QPushButton:disabled, QToolButton:disabled { color: @LineStrong; border-color: @Line; }
QPushButton[primary="true"] { color: @OnAccent; background: @Accent; border-color: @Accent; font-weight: 600; }
QPushButton[primary="true"]:hover { background: @AccentHover; }
QPushButton[primary="true"]:focus { border: 2px solid @Text; }
QPushButton[primary="true"]:disabled { color: @Muted; background: @Sunken; border-color: @Line; }
QPushButton[flat="true"], QToolButton[flat="true"] { background: transparent; border: 1px solid transparent; padding: 0 8px; }
QPushButton[flat="true"]:hover, QToolButton[flat="true"]:hover { background: @Hover; }
QPushButton[flat="true"]:checked, QToolButton[flat="true"]:checked { background: @Selection; }
QPushButton[flat="true"]:focus, QToolButton[flat="true"]:focus { border: 2px solid @Focus; padding: 0 7px; }
QToolButton[mini="true"] { padding: 0; min-height: 0; }
QToolButton::menu-indicator, QPushButton::menu-indicator { image: none; width: 0; }
QAbstractScrollArea::corner { background: transparent; border: none; }

QLineEdit, QComboBox, QSpinBox, QDateEdit, QTimeEdit {
    color: @Text; background: @Field; border: 1px solid @LineStrong; border-radius: @radius;
    min-height: @controlInner; padding: 0 8px; font-size: @body;
    selection-background-color: @Selection; selection-color: @Text;
}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus, QTimeEdit:focus { border: 2px solid @Focus; padding: 0 7px; }
QPlainTextEdit {
    color: @Text; background: @Field; border: 1px solid @LineStrong; border-radius: @radius; padding: 4px;
    font-size: @body; selection-background-color: @Selection; selection-color: @Text;
}
QPlainTextEdit:focus { border: 2px solid @Focus; padding: 3px; }
QLineEdit[invalid="true"] { border: 2px solid @CriticalSolid; padding: 0 7px; }
QLineEdit[bare="true"] { border: none; background: transparent; font-size: @title; }
QLineEdit[bare="true"]:focus { border: none; padding: 0 8px; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: none; width: 0; }
QComboBox QAbstractItemView, QMenu { color: @Text; background: @Raised; border: 1px solid @Line; outline: 0; padding: 4px; }
QComboBox QAbstractItemView::item { min-height: @controlInner; padding: 0 8px; }
QMenu::item { min-height: @controlInner; padding: 4px 24px 4px 12px; border-radius: 4px; }
QMenu::item:selected { background: @Selection; }
QMenu::separator { height: 1px; background: @Line; margin: 4px 8px; }
QCheckBox, QRadioButton { font-size: @body; spacing: 8px; min-height: @controlInner; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid @Focus; border-radius: @radius; padding: 0 4px; }

QTableView, QListView, QTreeView {
    color: @Text; background: @Surface; alternate-background-color: @Surface; border: none; outline: 0;
    gridline-color: @Line; selection-background-color: @Selection; selection-color: @Text; font-size: @body;
}
QListView[bare="true"] { background: transparent; }
/* Qt adds 3 px of its own: with them it stands under its header. */
QTableView[padded="true"]::item { padding: 0 9px; border: none; border-bottom: 1px solid @Line; }
QTableView[padded="true"]::item:selected { background: @Selection; color: @Text; }
QHeaderView { background: @Sunken; border: none; }
QHeaderView::section {
    color: @Muted; background: @Sunken; border: none; border-bottom: 1px solid @Line; border-right: 1px solid transparent;
    padding: 0 12px; min-height: @controlInner; font-size: @caption; font-weight: 600;
}
QHeaderView::section:hover { color: @Text; background: @Hover; border-right: 1px solid @LineStrong; }
QTableCornerButton::section { background: @Sunken; border: none; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: @DataQuiet; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 40px; }
QScrollBar::handle:horizontal { min-width: 40px; }
QScrollBar::handle:hover { background: @Data; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSlider::groove:horizontal { height: 4px; background: @DataQuiet; border-radius: 2px; }
QSlider::handle:horizontal { width: 16px; height: 16px; margin: -6px 0; border-radius: 8px; background: @Accent; }
QSlider:focus { border: 2px solid @Focus; border-radius: @radius; }
QSlider { min-height: @controlInner; border: 2px solid transparent; }
)";

} // namespace

QString stylesheet(const Theme& theme)
{
    QHash<QString, QString> values;
    const auto colour = [&values](const char* name, const QColor& value) {
        values.insert(QLatin1StringView(name), value.name(QColor::HexRgb));
    };
    const auto size = [&values](const char* name, int pixels) {
        values.insert(QLatin1StringView(name), QString::number(pixels) + "px"_L1);
    };
    colour("Text", theme.ink(Ink::Text));
    colour("Muted", theme.ink(Ink::Muted));
    colour("Surface", theme.ink(Ink::Surface));
    colour("Raised", theme.ink(Ink::Raised));
    colour("Sunken", theme.ink(Ink::Sunken));
    colour("Field", theme.scheme() == Scheme::Dark ? theme.ink(Ink::Sunken) : theme.ink(Ink::Raised));
    colour("Line", theme.ink(Ink::Line));
    colour("LineStrong", theme.ink(Ink::LineStrong));
    colour("Accent", theme.ink(Ink::Accent));
    colour("AccentHover", theme.scheme() == Scheme::Dark ? theme.ink(Ink::Accent).lighter(110)
                                                         : theme.ink(Ink::Accent).darker(115));
    colour("OnAccent", theme.ink(Ink::OnAccent));
    colour("Selection", theme.ink(Ink::Selection));
    colour("Hover", theme.ink(Ink::Hover));
    colour("Focus", theme.ink(Ink::Focus));
    colour("Data", theme.ink(Ink::Data));
    colour("DataQuiet", theme.ink(Ink::DataQuiet));
    colour("CriticalText", theme.tone(Tone::Critical).text);
    colour("CriticalSolid", theme.tone(Tone::Critical).solid);
    colour("WarningText", theme.tone(Tone::Warning).text);
    size("caption", theme.px(static_cast<int>(Type::Caption)));
    size("body", theme.px(static_cast<int>(Type::Body)));
    size("title", theme.px(static_cast<int>(Type::Title)));
    size("heading", theme.px(static_cast<int>(Type::Heading)));
    size("display", theme.px(static_cast<int>(Type::Display)));
    size("radius", metric::radius);
    size("controlInner", theme.px(metric::control) - 2);

    // One pass over the template: "@Name" is replaced by its value, an unknown name is a mistake here.
    const QString source = QString::fromLatin1(sheet);
    QString result;
    result.reserve(source.size() * 2);
    for (qsizetype i = 0; i < source.size();) {
        if (source[i] != u'@') {
            result += source[i++];
            continue;
        }
        qsizetype end = i + 1;
        while (end < source.size() && source[end].isLetter())
            ++end;
        const auto found = values.constFind(source.mid(i + 1, end - i - 1));
        Q_ASSERT_X(found != values.constEnd(), "stylesheet", qPrintable(source.mid(i, end - i)));
        result += *found;
        i = end;
    }
    return result;
}

} // namespace ui
