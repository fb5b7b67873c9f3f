// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/theme.h"

#include "theme/stylesheet.h"
#include "theme/systemscheme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPalette>
#include <QStyle>
#include <QStyleFactory>
#include <QWidget>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

Theme* theTheme = nullptr;

QPalette qtPalette(const Palette& palette)
{
    QPalette result;
    const auto set = [&result](QPalette::ColorRole role, const QColor& colour) {
        result.setColor(role, colour);
    };
    set(QPalette::Window, palette.ink(Ink::Window));
    set(QPalette::WindowText, palette.ink(Ink::Text));
    set(QPalette::Base, palette.ink(Ink::Surface));
    set(QPalette::AlternateBase, palette.ink(Ink::Sunken));
    set(QPalette::Text, palette.ink(Ink::Text));
    set(QPalette::PlaceholderText, palette.ink(Ink::Muted));
    set(QPalette::Button, palette.ink(Ink::Raised));
    set(QPalette::ButtonText, palette.ink(Ink::Text));
    set(QPalette::BrightText, palette.ink(Ink::OnAccent));
    set(QPalette::Highlight, palette.ink(Ink::Selection));
    set(QPalette::HighlightedText, palette.ink(Ink::Text));
    set(QPalette::ToolTipBase, palette.ink(Ink::Raised));
    set(QPalette::ToolTipText, palette.ink(Ink::Text));
    set(QPalette::Link, palette.ink(Ink::Accent));
    set(QPalette::LinkVisited, palette.ink(Ink::Accent));
    set(QPalette::Mid, palette.ink(Ink::Line));
    set(QPalette::Dark, palette.ink(Ink::LineStrong));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        result.setColor(QPalette::Disabled, role, palette.ink(Ink::LineStrong));
    return result;
}

} // namespace

Theme::Theme(QApplication& application)
    : m_application(application)
    , m_system(new SystemScheme(this))
    , m_families(
          {u"Inter"_s, u"Inter Variable"_s, u"Noto Sans"_s, u"Segoe UI"_s, u"DejaVu Sans"_s, u"sans-serif"_s})
{
    Q_ASSERT(!theTheme);
    theTheme = this;
    m_application.setStyle(QStyleFactory::create(u"Fusion"_s));
    connect(m_system, &SystemScheme::changed, this, [this] {
        if (wanted() != m_scheme)
            apply();
    });
    apply();
}

Theme::~Theme()
{
    theTheme = nullptr;
}

void Theme::setChoice(SchemeChoice choice)
{
    if (m_choice == choice)
        return;
    m_choice = choice;
    if (wanted() != m_scheme)
        apply();
}

void Theme::setTextScale(double scale)
{
    scale = std::clamp(scale, 1.0, 3.0);
    if (std::abs(m_textScale - scale) < 0.001)
        return;
    m_textScale = scale;
    apply();
}

int Theme::px(int atScaleOne) const
{
    return static_cast<int>(std::lround(atScaleOne * m_textScale));
}

QFont Theme::font(Type type, Weight weight) const
{
    QFont result;
    result.setFamilies(m_families);
    result.setPixelSize(px(static_cast<int>(type)));
    result.setWeight(weight == Weight::Semibold ? QFont::DemiBold
                     : weight == Weight::Medium ? QFont::Medium
                                                : QFont::Normal);
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
    result.setFeature("tnum", 1); // digits of one width: a changing number doesn't shake
#endif
    return result;
}

Scheme Theme::wanted() const
{
    switch (m_choice) {
    case SchemeChoice::Light:
        return Scheme::Light;
    case SchemeChoice::Dark:
        return Scheme::Dark;
    case SchemeChoice::System:
        break;
    }
    return m_system->current();
}

void Theme::apply()
{
    m_scheme = wanted();
    ++m_generation;
    m_application.setPalette(qtPalette(palette()));
    m_application.setFont(font(Type::Body));
    m_application.setStyleSheet(stylesheet(*this));
    emit changed();
}

Theme& theme()
{
    Q_ASSERT(theTheme);
    return *theTheme;
}

void setTextStyle(QWidget& widget, Type type, Weight weight, Ink ink)
{
    const auto typeName = [type]() -> QLatin1StringView {
        switch (type) {
        case Type::Caption:
            return "caption"_L1;
        case Type::Body:
            return "body"_L1;
        case Type::Title:
            return "title"_L1;
        case Type::Heading:
            return "heading"_L1;
        case Type::Display:
            return "display"_L1;
        }
        return "body"_L1;
    };
    widget.setProperty("textType", QString(typeName()));
    widget.setProperty("textWeight", static_cast<int>(weight));
    widget.setProperty("textInk", ink == Ink::Muted    ? u"muted"_s
                                  : ink == Ink::Accent ? u"accent"_s
                                                       : u"text"_s);
    widget.style()->unpolish(&widget);
    widget.style()->polish(&widget);
}

} // namespace ui
