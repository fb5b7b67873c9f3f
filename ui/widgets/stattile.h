// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/signs.h"

#include <QAbstractButton>
#include <QList>
#include <QPair>

#include <optional>

namespace ui {

/// One number that matters: its name, the number, what it is a part of, and where it has been going.
/// A click goes to what it counts; a checkable one shows that what it counts is chosen.
class StatTile final : public QAbstractButton
{
    Q_OBJECT
public:
    struct Content
    {
        QString value;              ///< "37"; a dash while unknown
        QString detail;             ///< "of 40 are working"
        std::optional<Tone> tone;   ///< when the number itself is abnormal
        Mark mark = Mark::Triangle; ///< shown with the tone
        QList<double> trend;
        QString at{}; ///< "14:02": when what it counts last changed; empty: not said
        /// A bar of parts under the number: how many, in which state.
        QList<QPair<int, Sign>> parts;
        friend bool operator==(const Content&, const Content&) = default;
    };

    StatTile(QLatin1StringView iconName, const QString& caption, QWidget* parent = nullptr);

    void setContent(const Content& content);
    const Content& content() const { return m_content; }
    /// A low tile leaves the trend and the bar out.
    void setLow(bool low);

    /// True when neither its name nor its detail is cut.
    bool isTextWhole() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Type smallType() const { return m_low ? Type::Caption : Type::Body; }
    QFont valueFace(int width) const;
    void paintParts(QPainter& painter, const QRectF& rect) const;

    QLatin1StringView m_icon;
    Content m_content;
    bool m_low = false;
};

} // namespace ui
