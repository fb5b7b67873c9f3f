// SPDX-License-Identifier: GPL-3.0-or-later
#include "cafehall.h"

#include "shell/drawer.h"
#include "shell/findsheet.h"
#include "shell/linksheet.h"
#include "shell/loginsheet.h"
#include "shell/navrail.h"
#include "shell/statusstrip.h"
#include "shell/topbar.h"
#include "toasts/toastoverlay.h"
#include "widgets/labels.h"
#include "widgets/stattile.h"

#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QButtonGroup>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTableView>
#include <QToolButton>

#include <algorithm>

using namespace ui;
using namespace Qt::StringLiterals;

namespace {

const QStringList allPanels{u"overview"_s, u"alarms"_s,  u"machines"_s,   u"worktime"_s,
                            u"access"_s,   u"budgets"_s, u"timesheets"_s, u"tickets"_s,
                            u"hall"_s,     u"kitchen"_s, u"schedule"_s,   u"profile"_s,
                            u"settings"_s};

QString describe(const QWidget* widget, const QString& text)
{
    return QLatin1StringView(widget->metaObject()->className()) + u" \""_s + text + u"\" "_s +
           u"%1×%2"_s.arg(widget->width()).arg(widget->height());
}

/// Every text below root that does not fit where it stands. What a person's data makes long may be
/// elided (it has a tip); the interface's own words may not.
QStringList clippedTexts(QWidget& root)
{
    QStringList result;
    for (const QWidget* widget : root.findChildren<QWidget*>()) {
        if (!widget->isVisible())
            continue;
        if (const auto* label = qobject_cast<const QLabel*>(widget); label && !label->text().isEmpty()) {
            const bool whole =
                label->wordWrap()
                    ? label->heightForWidth(label->width()) <= label->height() + 1
                    : label->fontMetrics().horizontalAdvance(label->text()) <= label->width() + 1;
            if (!whole)
                result.append(describe(label, label->text()));
        } else if (const auto* rail = qobject_cast<const RailButton*>(widget)) {
            if (!rail->isTextWhole())
                result.append(describe(rail, rail->text()));
        } else if (const auto* tile = qobject_cast<const StatTile*>(widget)) {
            if (!tile->isTextWhole())
                result.append(describe(tile, tile->text() + u" / "_s + tile->content().detail));
        } else if (const auto* push = qobject_cast<const QPushButton*>(widget)) {
            if (push->sizeHint().width() > push->width() + 1)
                result.append(describe(push, push->text()));
        } else if (const auto* tool = qobject_cast<const QToolButton*>(widget);
                   tool && !tool->text().isEmpty() && tool->toolButtonStyle() != Qt::ToolButtonIconOnly) {
            if (tool->sizeHint().width() > tool->width() + 1)
                result.append(describe(tool, tool->text()));
        } else if (const auto* combo = qobject_cast<const QComboBox*>(widget)) {
            if (combo->fontMetrics().horizontalAdvance(combo->currentText()) + theme().px(16) >
                combo->width())
                result.append(describe(combo, combo->currentText()));
        } else if (const auto* header = qobject_cast<const QHeaderView*>(widget);
                   header && header->orientation() == Qt::Horizontal && header->model()) {
            const QFontMetrics metrics(theme().font(Type::Caption, Weight::Semibold));
            for (int i = 0; i < header->count(); ++i) {
                if (header->isSectionHidden(i))
                    continue;
                const QString text = header->model()->headerData(i, Qt::Horizontal).toString();
                if (metrics.horizontalAdvance(text) + 2 * space::m > header->sectionSize(i) + 1)
                    result.append(
                        describe(header, text + u" in "_s + QString::number(header->sectionSize(i))));
            }
        }
    }
    return result;
}

/// Everything the keyboard can reach and that says nothing to a screen reader.
QStringList namelessControls(QWidget& root)
{
    QStringList result;
    for (const QWidget* widget : root.findChildren<QWidget*>()) {
        if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus))
            continue;
        if (qobject_cast<const QScrollArea*>(widget) || widget->inherits("QHeaderView") ||
            widget->inherits("QAbstractScrollAreaScrollBarContainer") ||
            widget->objectName() == "qt_spinbox_lineedit"_L1) // its spin box has the name
            continue;
        QString name = widget->accessibleName();
        if (const auto* button = qobject_cast<const QAbstractButton*>(widget); button && name.isEmpty())
            name = button->text();
        if (name.isEmpty())
            result.append(describe(widget, widget->objectName()));
    }
    return result;
}

} // namespace

class tst_Layout final : public QObject
{
    Q_OBJECT
private slots:
    void cleanup() { theme().setTextScale(1.0); }

    void textsFit_data()
    {
        QTest::addColumn<bool>("russian");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<double>("scale");
        for (const bool russian : {true, false})
            for (const QSize size : {QSize(1024, 768), QSize(1440, 900), QSize(3840, 2160)})
                for (const double scale : {1.0, 1.25})
                    QTest::addRow("%s %dx%d %g", russian ? "ru" : "en", size.width(), size.height(), scale)
                        << russian << size << scale;
    }
    void textsFit()
    {
        QFETCH(bool, russian);
        QFETCH(QSize, size);
        QFETCH(double, scale);
        std::unique_ptr<Russian> words;
        if (russian)
            words = std::make_unique<Russian>();
        theme().setTextScale(scale);
        Shell shell({protocol::Role::Manager}, size);
        CafeHall cafe(shell);
        QStringList clipped;
        const auto look = [&](const QString& where) {
            QCoreApplication::processEvents();
            QCoreApplication::processEvents();
            for (const QString& text : clippedTexts(*shell.window))
                clipped.append(where + u": "_s + text);
            for (const ElidedLabel* title : shell.window->topBar().findChildren<ElidedLabel*>())
                if (title->isElided())
                    clipped.append(where + u": title "_s + title->text());
            picture(*shell.window, u"layout-%1-%2-%3-%4"_s.arg(where, russian ? u"ru"_s : u"en"_s)
                                       .arg(size.width())
                                       .arg(int(scale * 100)));
        };
        for (const QString& key : allPanels) {
            shell.window->go({key, {}, 0});
            look(key);
        }
        for (const QString& page : {u"day"_s, u"month"_s}) {
            shell.window->go({u"schedule"_s, page, 0});
            look(u"schedule "_s + page);
        }
        shell.window->go({u"machines"_s, u"machines"_s, 12});
        look(u"machine"_s);
        shell.window->drawer().setOpen(true);
        look(u"drawer"_s);
        shell.window->drawer().setOpen(false);
        shell.window->setLink(Shell::offline());
        shell.window->linkSheet().open();
        look(u"link"_s);
        shell.window->linkSheet().close();
        shell.window->askToSignIn(client::SignInReason::Expired, QUrl(u"http://192.168.1.10:8000"_s),
                                  u"hr"_s);
        shell.window->signInFailed(client::SignInFailure::NotOurServer);
        look(u"login"_s);
        shell.window->signedIn();
        shell.window->finder().ask();
        look(u"find"_s);
        shell.window->finder().close();
        for (const auto priority :
             {client::Priority::Critical, client::Priority::High, client::Priority::Low})
            shell.window->toasts().show({QString::number(int(priority)), priority, "bell"_L1,
                                         u"Доступ запрещён: Курбанмухаммедова Огульджан"_s,
                                         u"ESP32-SEC-002 · 04A1B2C3"_s, 12, true, true, true});
        look(u"toasts"_s);
        QVERIFY2(clipped.isEmpty(), qPrintable(clipped.join(u'\n')));
    }

    void everyControlHasAName()
    {
        Shell shell;
        CafeHall cafe(shell);
        QStringList nameless;
        for (const QString& key : allPanels) {
            shell.window->go({key, {}, 0});
            QCoreApplication::processEvents();
            nameless += namelessControls(*shell.window);
        }
        for (const QString& page : {u"day"_s, u"month"_s}) {
            shell.window->go({u"schedule"_s, page, 0});
            QCoreApplication::processEvents();
            nameless += namelessControls(*shell.window);
        }
        shell.window->go({u"machines"_s, u"machines"_s, 12});
        shell.window->drawer().setOpen(true);
        nameless += namelessControls(*shell.window);
        shell.window->drawer().setOpen(false);
        shell.window->askToSignIn(client::SignInReason::Expired, {}, {});
        nameless += namelessControls(shell.window->loginSheet());
        shell.window->signedIn();
        shell.window->linkSheet().open();
        nameless += namelessControls(shell.window->linkSheet());
        nameless.removeDuplicates();
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
    }

    /// Tab goes rail, top bar, panel, strip, and reaches everything.
    void tabReachesEverythingInOrder_data()
    {
        QTest::addColumn<QString>("key");
        for (const QString& key : allPanels)
            QTest::newRow(qPrintable(key)) << key;
    }
    void tabReachesEverythingInOrder()
    {
        QFETCH(QString, key);
        Shell shell;
        CafeHall cafe(shell);
        shell.window->go({key, {}, 0});
        QVERIFY(QTest::qWaitForWindowActive(shell.window.get()));
        QCoreApplication::processEvents();
        const QWidget* panel = shell.window->panel(key);
        const QList<const QWidget*> regions{&shell.window->rail(), &shell.window->topBar(), panel,
                                            &shell.window->strip()};
        QSet<const QWidget*> wanted;
        // Of buttons of which one is chosen, Tab stops at the chosen one; arrows go on from there.
        const auto passedOver = [](const QWidget* widget) {
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            return button && !button->isChecked() &&
                   (button->autoExclusive() || (button->group() && button->group()->exclusive()));
        };
        for (const QWidget* widget : shell.window->findChildren<QWidget*>())
            if (widget->isVisible() && !passedOver(widget) && widget->isEnabled() &&
                widget->focusPolicy() & Qt::TabFocus && !qobject_cast<const QScrollArea*>(widget) &&
                widget->objectName() != "qt_spinbox_lineedit"_L1) // its spin box has the keyboard
                wanted.insert(widget);

        // A board on which nothing stands has nothing for the keyboard.
        const bool panelTakesIt = std::any_of(wanted.cbegin(), wanted.cend(), [panel](const QWidget* widget) {
            return panel->isAncestorOf(widget);
        });
        const QList<int> expected = panelTakesIt ? QList<int>{0, 1, 2, 3} : QList<int>{0, 1, 3};
        const RailButton* own = shell.window->rail().button(key); // the profile has none
        shell.window->rail().button(own ? key : u"overview"_s)->setFocus(Qt::TabFocusReason);
        QList<int> visited;
        for (int i = 0; i < 80 && !wanted.isEmpty(); ++i) {
            const QWidget* focused = QApplication::focusWidget();
            QVERIFY(focused);
            wanted.remove(focused);
            for (int region = 0; region < regions.size(); ++region)
                if (regions[region]->isAncestorOf(focused) && (visited.isEmpty() || visited.last() != region))
                    visited.append(region);
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        }
        QStringList unreached;
        for (const QWidget* widget : std::as_const(wanted)) {
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            unreached.append(describe(widget, button ? button->text() : widget->accessibleName()));
        }
        QVERIFY2(unreached.isEmpty(), qPrintable(unreached.join(u'\n')));
        QVERIFY2(visited.startsWith(0) && visited.mid(0, expected.size()) == expected,
                 qPrintable(u"regions in order: %1"_s.arg([&] {
                     QStringList text;
                     for (const int region : visited)
                         text.append(QString::number(region));
                     return text.join(u' ');
                 }())));
    }

    void focusIsSeen()
    {
        Shell shell;
        QVERIFY(QTest::qWaitForWindowActive(shell.window.get()));
        for (QWidget* widget : {static_cast<QWidget*>(shell.window->rail().button(u"access"_s)),
                                static_cast<QWidget*>(&shell.window->topBar().bell()),
                                static_cast<QWidget*>(&shell.window->strip().linkButton())}) {
            shell.window->setFocus();
            const QImage without = widget->grab().toImage();
            widget->setFocus(Qt::TabFocusReason);
            QVERIFY(widget->hasFocus());
            const QImage with = widget->grab().toImage();
            int changed = 0;
            for (int y = 0; y < with.height(); ++y)
                for (int x = 0; x < with.width(); ++x)
                    changed += with.pixel(x, y) != without.pixel(x, y);
            QVERIFY2(changed > 100, qPrintable(describe(widget, widget->accessibleName())));
        }
    }

    void survivesASmallWindow()
    {
        Shell shell({protocol::Role::Manager}, QSize(800, 560));
        CafeHall cafe(shell);
        for (const QString& key : allPanels) {
            shell.window->go({key, {}, 0});
            QCoreApplication::processEvents();
            QCOMPARE(shell.window->size(), QSize(800, 560)); // nothing pushes the window wider
        }
    }

    void switchesSchemeLive()
    {
        Shell shell;
        const auto ground = [&] {
            return shell.window->grab().toImage().pixelColor(shell.window->width() / 2, 6);
        };
        const QColor light = ground();
        theme().setChoice(SchemeChoice::Dark);
        QCoreApplication::processEvents();
        QVERIFY(ground().lightness() < 60 && light.lightness() > 200);
        theme().setChoice(SchemeChoice::Light);
        QCoreApplication::processEvents();
        QCOMPARE(ground(), light);
    }
};

VAKHTA_UI_TEST_MAIN(tst_Layout)
#include "tst_layout.moc"
