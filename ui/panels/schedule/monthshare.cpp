// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/schedule/monthshare.h"

#include "theme/format.h"
#include "theme/marks.h"
#include "theme/signs.h"
#include "theme/theme.h"
#include "theme/ticker.h"

#include "models/rowsmodel.h"

#include <QModelIndex>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {
constexpr double behindSlack = 0.1;
} // namespace

double monthExpected(QDate month, QDate today)
{
    return std::clamp(double(month.daysTo(today)) / month.daysInMonth(), 0.0, 1.0);
}

bool isBehind(double share, double expected)
{
    return expected >= 1 ? share < 0.9995 : share + behindSlack < expected;
}

void paintMonthShare(const QDate& month, QPainter& painter, const QRectF& rect, const QModelIndex& index)
{
    const QVariant value = index.data(client::RowsModel::ValueRole);
    if (!value.isValid())
        return;
    const Theme& t = theme();
    const double share = value.toDouble();
    const double expected = monthExpected(month, format::plantDate(ticker().now()));
    const bool behind = isBehind(share, expected);
    const QFont font = t.font(Type::Body, behind ? Weight::Semibold : Weight::Regular);
    const int words = QFontMetrics(font).horizontalAdvance(u"1000 %"_s);
    const double mark = t.px(14);
    painter.save();
    painter.setFont(font);
    painter.setPen(behind ? t.tone(Tone::Warning).text : t.ink(Ink::Text));
    painter.drawText(QRectF(rect.right() - words, rect.top(), words, rect.height()),
                     Qt::AlignRight | Qt::AlignVCenter, format::percent(share));
    if (behind)
        paintMark(painter, QRectF(rect.right() - words - mark, rect.center().y() - mark / 2, mark, mark),
                  Mark::Triangle, t.tone(Tone::Warning).solid);
    const QRectF bar(rect.left(), rect.center().y() - 5, rect.width() - words - mark - space::s, 10);
    if (bar.width() > 24) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.ink(Ink::DataQuiet));
        painter.drawRoundedRect(bar, 2, 2);
        painter.setBrush(t.ink(Ink::Data));
        painter.drawRoundedRect(QRectF(bar.left(), bar.top(), bar.width() * std::clamp(share, 0.0, 1.0), bar.height()),
                                2, 2);
        if (expected > 0 && expected < 1) {
            const double x = bar.left() + bar.width() * expected;
            painter.fillRect(QRectF(x - 1, bar.top() - 3, 2, bar.height() + 6), t.ink(Ink::Text));
        }
    }
    painter.restore();
}

} // namespace ui
